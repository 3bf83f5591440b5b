import assert from 'node:assert/strict';
import { InvalidConfig, readConfig } from '../../../bot/start/config.ts';

describe('PUBLIC_URL', () => {
  const read = (PUBLIC_URL: string) => readConfig({ PUBLIC_URL }).publicUrl;

  it('is an https address, or one of this machine, without a slash at the end', () => {
    assert.equal(read('https://bot.example/purchases/'), 'https://bot.example/purchases');
    assert.equal(read('http://127.0.0.1:3978'), 'http://127.0.0.1:3978');
    assert.equal(read('http://localhost/'), 'http://localhost');
    assert.equal(readConfig({}).publicUrl, undefined);
  });

  it('is refused where card numbers would go unencrypted, and where it is no address', () => {
    for (const url of ['http://bot.example', 'http://localhost.evil.example', 'ftp://bot.example', 'bot.example'])
      assert.throws(() => read(url), InvalidConfig, url);
  });
});
