// Settings from the environment: what is usual, and each wrong one with a sentence.
import { readSettings, WrongSettings } from '../../src/settings.js';
import { timbang, withRules } from './program.js';

test('nothing set gives the usual settings', () => {
  expect(readSettings({})).toEqual({
    port: 3000,
    host: '127.0.0.1',
    rules: 'rules',
    language: 'id',
    shadowRate: 0,
    logLevel: 'info',
    maxBody: 1_000_000,
    mask: '',
    data: 'data',
  });
});

test('each setting is read', () => {
  const environment = {
    PORT: '8080',
    HOST: '::1',
    TIMBANG_RULES: '/srv/rules',
    TIMBANG_LANGUAGE: 'en',
    SHADOW_RATE: '0.25',
    LOG_LEVEL: 'warn',
    TIMBANG_MAX_BODY: '2000',
    TIMBANG_MASK: 'subject',
    TIMBANG_DATA: '/srv/data',
    TIMBANG_DATABASE_URL: 'postgres://localhost/timbang',
    TIMBANG_ORIGIN: 'timbang.example/log',
    TIMBANG_RETENTION: '365',
  };

  expect(readSettings(environment)).toEqual({
    port: 8080,
    host: '::1',
    rules: '/srv/rules',
    language: 'en',
    shadowRate: 0.25,
    logLevel: 'warn',
    maxBody: 2000,
    mask: 'subject',
    data: '/srv/data',
    databaseUrl: 'postgres://localhost/timbang',
    origin: 'timbang.example/log',
    retention: 365,
  });
});

function messageFor(environment: Readonly<Record<string, string>>): string {
  try {
    return `no fault: ${JSON.stringify(readSettings(environment))}`;
  } catch (error) {
    if (error instanceof WrongSettings) return error.message;
    throw error;
  }
}

test.each([
  { environment: { PORT: 'abc' }, message: /^PORT: .*abc/ },
  { environment: { PORT: '0' }, message: /^PORT: / },
  { environment: { PORT: '65536' }, message: /^PORT: / },
  {
    environment: { HOST: '0.0.0.0' },
    message: /^HOST: without keys Timbang serves on loopback alone .* not on 0\.0\.0\.0$/,
  },
  { environment: { HOST: '192.168.1.7' }, message: /^HOST: without keys .* not on 192\.168\.1\.7$/ },
  { environment: { HOST: '::' }, message: /^HOST: without keys/ },
  { environment: { HOST: '127.example.org' }, message: /^HOST: / },
  { environment: { SHADOW_RATE: '2' }, message: /^SHADOW_RATE: a share from 0 to 1$/ },
  { environment: { SHADOW_RATE: '-0.1' }, message: /^SHADOW_RATE: a share from 0 to 1$/ },
  { environment: { SHADOW_RATE: 'all' }, message: /^SHADOW_RATE: .*all/ },
  { environment: { SHADOW_RATE: '0,5' }, message: /^SHADOW_RATE: / },
  { environment: { TIMBANG_LANGUAGE: 'fr' }, message: /^TIMBANG_LANGUAGE: .*fr/ },
  { environment: { LOG_LEVEL: 'loud' }, message: /^LOG_LEVEL: .*loud/ },
  { environment: { TIMBANG_MAX_BODY: 'much' }, message: /^TIMBANG_MAX_BODY: .*much/ },
  { environment: { TIMBANG_MAX_BODY: '1MB' }, message: /^TIMBANG_MAX_BODY: / },
  { environment: { TIMBANG_MAX_BODY: '-1' }, message: /^TIMBANG_MAX_BODY: / },
  { environment: { TIMBANG_MAX_BODY: '0' }, message: /^TIMBANG_MAX_BODY: / },
  { environment: { TIMBANG_RETENTION: '1.5' }, message: /^TIMBANG_RETENTION: a whole number of days/ },
  { environment: { TIMBANG_RETENTION: '-1' }, message: /^TIMBANG_RETENTION: a whole number of days/ },
  {
    environment: { TIMBANG_DATABASE_URL: 'mysql://localhost/x' },
    message: /^TIMBANG_DATABASE_URL: begins with postgres/,
  },
  { environment: { TIMBANG_ORIGIN: 'a b' }, message: /^TIMBANG_ORIGIN: .*without spaces and plus signs$/ },
  { environment: { TIMBANG_ORIGIN: 'a+b' }, message: /^TIMBANG_ORIGIN: / },
])('$environment is refused with a sentence', ({ environment, message }) => {
  expect(messageFor(environment as Record<string, string>)).toMatch(message);
});

test('several wrong settings are told at once', () => {
  const message = messageFor({ PORT: 'abc', LOG_LEVEL: 'loud' });

  expect(message).toMatch(/^PORT: .*\nLOG_LEVEL: .*$/);
});

test.each([{ PORT: 'abc' }, { HOST: '0.0.0.0' }])('serve with %j says so and exits with 2', async (wrong) => {
  await withRules([{}], (folder) => {
    const { status, stdout, stderr } = timbang(['serve'], { folder, env: wrong as Record<string, string> });

    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^(PORT|HOST): [^\n]+\n$/);
  });
});
