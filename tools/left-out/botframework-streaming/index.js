module.exports = require('left-out')('botframework-streaming');
