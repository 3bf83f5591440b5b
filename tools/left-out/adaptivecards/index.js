module.exports = require('left-out')('adaptivecards');
