module.exports = require('left-out')('csv');
