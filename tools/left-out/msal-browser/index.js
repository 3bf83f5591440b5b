module.exports = require('left-out')('@azure/msal-browser');
