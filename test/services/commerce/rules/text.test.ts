import assert from 'node:assert/strict';
import { checkName, checkText, idText, plainText } from '../../../../services/commerce/rules/text.ts';

describe('Text that people type', () => {
  it('may have several lines, and a name may not', () => {
    assert.deepEqual(checkText('message', 'one\r\ntwo\tthree', 20), { ok: true });
    assert.equal(checkName('name', 'one\ntwo', 20).ok, false);
    assert.equal(checkName('name', '', 20).ok, false);
  });

  it('must be printable and short enough', () => {
    const reason = (text: string) => {
      const verdict = checkText('message', text, 5);
      return verdict.ok ? 'ok' : verdict.reason.code;
    };
    assert.deepEqual(['abcde', 'abcdef', '\u0000', '\ud800', '\u2028', '\ufffd'].map(reason), [
      'ok',
      'text-too-long',
      'bad-text',
      'bad-text',
      'bad-text',
      'bad-text',
    ]);
  });

  it('may not turn the direction of writing, nor hold what nobody sees', () => {
    for (const mark of ['\u202e', '\u2066', '\u200e', '\u200b', '\ufeff', '\u00ad', '\u{e0041}', '\u3164']) {
      assert.deepEqual(checkName('name', `A${mark}b`, 20), { ok: false, reason: { code: 'bad-text', field: 'name' } });
      assert.equal(plainText(20).parse(`A${mark}b`), 'Ab');
    }
  });

  it('keeps the joiners of Persian names and of emoji', () => {
    for (const name of ['علی\u200cرضا', '👩\u200d💻 Ada', 'क्\u200dष', '❤\ufe0f'])
      assert.deepEqual([checkName('name', name, 20), plainText(20).parse(name)], [{ ok: true }, name]);
  });

  it('may be ids that resemble a number, where ids are expected', () => {
    const guid = '4ae1f0d3-4111-4111-8111-411111111111';
    const resembling = '42424242-4242-4242-a111-0000000000ab';
    assert.equal(idText().safeParse(`${guid},${resembling}`).success, true);
    assert.equal(plainText(100).safeParse(resembling).success, false);
    for (const written of ['4242424242424242', `${guid} 4242 4242 4242 4242`])
      assert.equal(idText().safeParse(written).success, false, written);
  });
});
