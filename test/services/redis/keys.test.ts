import assert from 'node:assert/strict';
import { TENANT_FAMILIES, treatmentOf } from '../../../services/privacy/families.ts';
import { generationOf, tenantKeys } from '../../../services/redis/keys.ts';

describe('A key of a tenant that outlives an import', () => {
  const makers: Readonly<Record<string, unknown>> = tenantKeys('tenant' as never);
  const made = Object.entries(makers).map(([name, maker]) => {
    const key = typeof maker === 'function' ? String(maker('x', 'y')) : String(maker);
    return { name: name as keyof typeof TENANT_FAMILIES, key };
  });

  it('is not taken for one of a generation, and is known to whoever erases people by its name', () => {
    assert.ok(made.length > 30);
    for (const { name, key } of made) {
      assert.equal(generationOf(key), undefined, key);
      if (TENANT_FAMILIES[name].erased !== 'nothing') assert.equal(treatmentOf(key), TENANT_FAMILIES[name].erased, key);
    }
  });
});
