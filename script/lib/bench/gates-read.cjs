// Reads one report and prints how long it took and how much memory the process had before and at most, in bytes.
const {
  readReport,
} = require('../../../packages/gates-cli/src/reports/readReport');

const peakMemory = () => process.resourceUsage().maxRSS * 1024;

const base = peakMemory();
const start = performance.now();
const { measurements } = readReport(process.argv[2]);
const milliseconds = performance.now() - start;
process.stdout.write(
  JSON.stringify({
    base,
    peak: peakMemory(),
    milliseconds,
    measurements: measurements.length,
  }),
);
