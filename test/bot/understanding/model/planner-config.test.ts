import assert from 'node:assert/strict';
import { InvalidConfig, readConfig } from '../../../../bot/start/config.ts';

const OPENAI_API_KEY = 'sk-a-secret';

describe('The language model of the configuration', () => {
  it('is none without a key, whatever else is said', () => {
    assert.equal(readConfig({}).languageModel, undefined);
    assert.equal(readConfig({ OPENAI_API_KEY: '' }).languageModel, undefined);
    assert.equal(readConfig({ OPENAI_BASE_URL: 'https://model.example/v1' }).languageModel, undefined);
  });

  it("is OpenAI's unless another endpoint is named", () => {
    const { languageModel } = readConfig({ OPENAI_API_KEY });
    assert.equal(languageModel?.baseUrl, 'https://api.openai.com/v1');
    assert.equal(languageModel.apiKey, OPENAI_API_KEY);
    const azure = { OPENAI_BASE_URL: 'https://name.openai.azure.com/openai/v1/', OPENAI_MODEL: 'a-deployment' };
    assert.deepEqual(readConfig({ OPENAI_API_KEY, ...azure }).languageModel, {
      apiKey: OPENAI_API_KEY,
      baseUrl: 'https://name.openai.azure.com/openai/v1',
      model: 'a-deployment',
    });
  });

  it('may be unencrypted on this machine only', () => {
    const local = { OPENAI_API_KEY, OPENAI_BASE_URL: 'http://localhost:11434/v1' };
    assert.equal(readConfig(local).languageModel?.baseUrl, local.OPENAI_BASE_URL);
    const elsewhere = { OPENAI_API_KEY, OPENAI_BASE_URL: 'http://model.example/v1' };
    assert.throws(() => readConfig(elsewhere), InvalidConfig);
  });
});
