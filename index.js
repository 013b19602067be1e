const { IhmjcApi } = require('./dist/credentials/IhmjcApi.credentials.js');
const { Ihmjc } = require('./dist/nodes/Ihmjc/Ihmjc.node.js');
const { IhmjcTrigger } = require('./dist/nodes/IhmjcTrigger/IhmjcTrigger.node.js');

module.exports = { Ihmjc, IhmjcApi, IhmjcTrigger };
