// timbang serve: the service in front, where to look, and signals: reload on SIGHUP, an orderly end on the others.
import { startService } from '../server.js';
import type { Settings } from '../settings.js';

export async function serve(settings: Settings): Promise<void> {
  const service = await startService(settings);
  const names = service.catalog.all.map(
    ({ pack, release }) => `${pack.regulation}@${pack.version}${release ? '' : ' (draft)'}`,
  );
  console.log(`Timbang serves ${names.join(', ')}`);
  console.log(`  API     ${service.url}/docs`);
  console.log(`  law     ${service.url}/v1/regulations`);
  console.log(`  ready   ${service.url}/readyz`);
  process.on('SIGHUP', () => {
    service.reload();
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void service.stop().then(() => process.exit(0));
    });
  }
}
