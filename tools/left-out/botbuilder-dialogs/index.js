module.exports = require('left-out')('botbuilder-dialogs');
