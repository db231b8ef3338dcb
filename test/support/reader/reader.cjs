// The address of a PDF in, its name and the page the address asks for out: what a viewer gets to know of it.
const { basename } = require('node:path');
const { window } = require('vscode');

exports.activate = ({ subscriptions }) => {
  const provider = {
    openCustomDocument: (uri) => ({ uri, dispose() {} }),
    resolveCustomEditor: ({ uri: { path, fragment } }, { webview }) => {
      webview.html = `<!doctype html><html lang="en"><title>Reader</title><p>${basename(path)} at ${fragment || 'its start'}</p></html>`;
    },
  };
  subscriptions.push(window.registerCustomEditorProvider('castorTests.reader', provider));
};
