const { IhmjcApi } = require('./dist/credentials/IhmjcApi.credentials.js');
const { Ihmjc } = require('./dist/nodes/Ihmjc/Ihmjc.node.js');

module.exports = { Ihmjc, IhmjcApi };
