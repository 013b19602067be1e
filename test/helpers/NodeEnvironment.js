const { TestEnvironment } = require('jest-environment-node');

// Ends a worker without freeing its memory piece by piece: with a gigabyte that takes more than the half second after
// which Jest warns that a worker hangs.
if (process.send) process.once('exit', () => process.exit());

module.exports = TestEnvironment;
