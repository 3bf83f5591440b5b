module.exports = require('left-out')('gpt-tokenizer');
