// Data flows policy -> evaluation -> explanation / analysis -> audit -> http, pages, cli: imports point back along it.
const stages = ['policy', 'evaluation', 'explanation', 'analysis', 'audit'];
const edges = ['http', 'pages', 'cli'];
const later = (stage) => [...stages.slice(stages.indexOf(stage) + 1), ...edges].join('|');

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...stages.map((stage) => ({
      name: `${stage}-imports-only-what-comes-before`,
      severity: 'error',
      from: { path: `^src/${stage}/` },
      to: { path: `^src/(${later(stage)})/` },
    })),
    {
      name: 'http-knows-no-command-line',
      severity: 'error',
      from: { path: '^src/(http|pages)/' },
      to: { path: '^src/cli/' },
    },
    {
      name: 'evaluation-is-pure',
      comment: 'no disk, no network, no web framework, no logger',
      severity: 'error',
      from: { path: '^src/(evaluation|explanation)/' },
      to: {
        path: '^(node:)?(fs|http|https|net|child_process|worker_threads)$|node_modules/(express|winston)/',
      },
    },
    {
      name: 'verification-shares-no-code',
      comment: 'whoever checks a record must not have to trust what wrote it',
      severity: 'error',
      from: { path: '^src/audit/verify/' },
      to: { path: '^src/', pathNot: '^src/audit/verify/' },
    },
    {
      name: 'writing-uses-no-verification',
      severity: 'error',
      from: { path: '^src/audit/', pathNot: '^src/audit/verify/' },
      to: { path: '^src/audit/verify/' },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-orphans', severity: 'error', from: { orphan: true, pathNot: '\\.d\\.ts$' }, to: {} },
    { name: 'no-development-parts', severity: 'error', from: {}, to: { dependencyTypes: ['npm-dev'] } },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
