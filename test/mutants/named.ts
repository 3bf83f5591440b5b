import { type Mutant, mutant, sourceOf } from './mutants.ts';

/** What is broken in a file: a text that stands there once, and what takes its place. */
type Named = readonly [was: string, now: string];

const LUA = 'services/commerce/store/lua';
const RULES = 'services/commerce/rules';

/** What no operator makes, or what must not come down to chance. */
const NAMED: Readonly<Record<string, readonly Named[]>> = {
  [`${LUA}/prelude.lua`]: [
    // An operation is remembered for a second; it is remembered without its arguments.
    ["'PX', ARGV[3])", "'PX', 1000)"],
    ["if string.sub(first, 1, #digest) ~= digest then return refused('operation-reused') end", ''],
    // An entry of the audit trail is found by nobody; a notice is put nowhere.
    ["call('ZADD', KEYS[4], at, member)", ''],
    ["call('ZADD', KEYS[5], at, member)", ''],
    ["call('XADD', KEYS[6], '*', 'notice', notice)", ''],
    ["if call('GET', KEYS[1]) ~= ARGV[1] then return refused('tenant-replaced') end", ''],
    ['return refusedWrites(KEYS[2])', 'return nil'],
    ["if filed and tonumber(filed) > now then return filed .. '-*' end", ''],
  ],
  [`${LUA}/create-subscription.lua`]: [
    ["if args.number > highest then call('HSET', KEYS[17]", "if false then call('HSET', KEYS[17]"],
  ],
  [`${LUA}/put-records.lua`]: [
    ["for _, payment in ipairs(args.paid) do call('HDEL', key(payment), payment.id) end", ''],
  ],
  [`${LUA}/moves/undo-step.lua`]: [
    // The seat that comes back is a new one; who has lost the other one gets one back all the same.
    ["call('ZADD', KEYS[8], person.since, person.id)", "call('ZADD', KEYS[8], now, person.id)"],
    ['and back or lost', 'and back or back'],
  ],
  [`${LUA}/moves/move-step.lua`]: [
    ["call('ZADD', KEYS[14], person.since, person.id)", "call('ZADD', KEYS[14], now, person.id)"],
  ],
  'services/notices/lua/change-delivery.lua': [
    ["if ARGV[3] ~= '' and call('HGET', KEYS[1], 'attempt') ~= ARGV[3] then return 0 end", ''],
    ["call('PEXPIRE', KEYS[1], ARGV[6])", ''],
  ],
  'services/notices/lua/park-delivery.lua': [['== ARGV[4] then return 0 end', '== ARGV[4] then end']],
  'services/limits/tell-once.lua': [["'1', 'NX', 'PX', ARGV[1]", "'1', 'PX', ARGV[1]"]],
  'services/commerce/import/publish.lua': [["redis.call('HLEN', KEYS[6]) > 0", 'false']],
  [`${RULES}/access.ts`]: [
    ["const isMember = actor.userType !== 'guest';", 'const isMember = true;'],
    ['actor.enabled && grants', 'grants'],
  ],
  [`${RULES}/text.ts`]: [
    ['.max(longest)\n    .refine((text) => !holdsCardNumber(text), cardNumber)', '.max(longest)'],
    [".refine((text) => !holdsCardNumber(text.replace(GUIDS, 'id')), cardNumber)\n    .overwrite", '.overwrite'],
  ],
  [`${RULES}/pricing.ts`]: [["(round === 'up' ? share + divisor - 1n : share)", 'share']],
  'services/commerce/billing/payment-method-plans.ts': [
    // A card in use can be taken away, and the provider keeps one that nobody has any more.
    [
      "if (using.length + subscriptions.length > 0) refuse({ code: 'card-in-use', profiles: using, subscriptions });",
      '',
    ],
    ["unused: [{ key: keys.billingProfiles(actor.userId), field: 'paymentMethodId', value: before.id }],", ''],
    [
      '      { key: keys.paymentMethods(actor.userId), id: before.id, before, after: undefined },\n      forgetAtProvider(db, before),',
      '      { key: keys.paymentMethods(actor.userId), id: before.id, before, after: undefined },',
    ],
    [
      '\n  token,\n  brand,\n  last4,\n  expiryMonth,\n  expiryYear,\n  holder,\n  address,\n});\n',
      '\n  brand,\n  last4,\n  expiryMonth,\n  expiryYear,\n  holder,\n  address,\n});\n',
    ],
  ],
  'services/commerce/billing/charging.ts': [
    ['if (!outcome.ok) await closePayment(db, paid);', ''],
    ["await notePayment(db, { id: paid, payment: { kind: 'charge', head } });", ''],
    ['const returned = id === paid ? null : await payments.reverse(id);', 'const returned = null;'],
  ],
  'services/commerce/core/operations.ts': [
    ["if (!may(actor, 'run-own-subscription', purchaserId)) {", 'if (false) {'],
    ["if (!may(actor, 'see-subscription', purchaserId)) refuse({ code: 'no-such-subscription', wanted: ref });", ''],
  ],
  'bot/conversation/press.ts': [
    ["if (owner !== context.actor.userId && owner !== ANYONE) throw new Refusal({ code: 'not-yours' });", ''],
    ['if (wrong) throw new Refusal(wrong);', ''],
  ],
  'bot/conversation/sealed-card.ts': [
    ['  [OWNER]: owner,\n});', '});'],
    ['...(tenant && { [TENANT]: tenant }),', ''],
    ['(tenant ? `${dataset}@${tenant}` : dataset)', '(tenant ? dataset : dataset)'],
  ],
  'bot/conversation/confirmed-command.ts': [
    [
      'if (!context.commerce.isConfirmable(operation)) return askAgain(new Refusal(TOO_LATE), TOO_LATE, given, ask);',
      '',
    ],
    [
      'if (operation === undefined) return ask(given);',
      "if (operation === undefined) return act(given, { operationId: 'none' });",
    ],
  ],
  'bot/conversation/dispatch.ts': [
    ['if (!allows(context.actor, command)) throw new Refusal(lacking(context, command));', ''],
    ['if (isPublic) return publicAnswer(context, turn, { command, args });', ''],
  ],
  'bot/teams/identity.ts': [
    ["return isGroup ? 'group' : 'personal';", "return 'personal';"],
    ["return thread || isGroup ? 'group' : 'personal';", "return thread ? 'group' : 'personal';"],
    ['return another ? undefined :', 'return'],
  ],
  'bot/teams/door/admission.ts': [
    ["if (channelId !== 'msteams') throw new RequestRefused(403, 'foreign-channel');", ''],
    ['!(await isServed(tenantId))', 'false'],
  ],
  'services/notices/delivering/settling.ts': [['now() - since > timing.triedFor', 'false']],
  'services/notices/planning/audience.ts': [['&& doerOf(notice) !== user', '']],
  'bot/understanding/model/proposal-reading.ts': [
    // A change is proposed without evidence, or against what the words say.
    ['const unfounded = isQuestion(all) || !all.some((part) => canMeanAny(part, words));', 'const unfounded = false;'],
    ["verdict: isDenied ? ('denied' as const) : ('ask' as const)", "verdict: 'ask' as const"],
  ],
  'bot/understanding/readings/held-back.ts': [
    [
      'const held = heldByRules(met, changing) ?? heldByLearning(readings, all, { noChange, changing });',
      'const held = undefined as HeldBack | undefined;',
    ],
    ["if (deniesAtOnce(all)) return { kind: 'command', ...CLOSE };", ''],
  ],
  'services/links/links.ts': [
    ["if (!isSame(signature, sign(key, purpose, id, expiry))) return { ok: false, reason: 'unknown' };", ''],
    ["if (now() >= expiresAt) return { ok: false, reason: 'expired' };", ''],
    ["if (stored === USED) return { ok: false, reason: 'used' };", ''],
    [
      "open(purpose, token, (key) => redis.set(key, USED, { condition: 'XX', GET: true, expiration: 'KEEPTTL' })),",
      'open(purpose, token, (key) => redis.get(key)),',
    ],
  ],
  'bot/web/pages/form.ts': [
    ["if (!isSameOrigin(req, ownOrigin)) throw new WebRefusal('foreign');", ''],
    ["if (!isSame(form.get(TOKEN_FIELD) ?? '', expected)) throw new WebRefusal('foreign');", ''],
  ],
  'bot/web/pages/link-page.ts': [
    ['if (signIn && !(await signIn.isSignedIn(visit, link.grant))) return signIn.begin(visit, link);', ''],
    ['if (signIn && !(await signIn.isSignedIn(visit, link.grant))) throw signIn.signedOut(link);', ''],
    ['checkFormToken(form, link.grant.formToken);', ''],
  ],
  'bot/web/downloads/download-page.ts': [
    ['grantOf(used);', ''],
    ['securityLog.note(file.noted);', ''],
  ],
  'services/limits/limiter.ts': [
    ['if (tellsAdmins) await tellAdmins(', 'if (false) await tellAdmins('],
    ["of === 'person' ? userId : 'all'", "of === 'person' ? 'all' : 'all'"],
  ],
  'services/leases/lease.ts': [
    [
      "{ condition: 'NX', expiration: { type: 'PX', value: LEASE_MS } }",
      "{ expiration: { type: 'PX', value: LEASE_MS } }",
    ],
    ['if (performance.now() >= this.#heldUntil) throw new LeaseExpired();', ''],
  ],
  'services/deadlines/deadlines.ts': [
    ["ending.abort(new DOMException('It took too long', 'TimeoutError'))", '{}'],
    ['if (signal.aborted) giveUp();', ''],
  ],
  'services/commerce/migrations/bring-up.ts': [
    ['if (Number(newest) > SCHEMA_VERSION) throw new NewerData(Number(newest));', ''],
  ],
  'services/backup/restoring/check.ts': [
    ["if (end.sha256 !== sha256) throw notABackup(number, 'tells that something before it was changed');", ''],
    ['if (end.lines !== number - 1) throw notABackup(number, `tells of ${end.lines} lines before it`);', ''],
    ["if (ended) throw notABackup(number, 'stands behind the end');", ''],
    ['digest.update(`${line}\\n`);', ''],
  ],
  'services/redis/health/readiness.ts': [
    ["...(queue ? [{ name: 'queue' as const, check: createProbe(queue) }] : []),", ''],
    ['return Promise.race([last, slow]).finally(() => waiting.abort());', 'return last;'],
  ],
  'services/redis/health/trouble.ts': [
    ['/^(READONLY|MASTERDOWN|UNBLOCKED)\\b/', '/^(MASTERDOWN|UNBLOCKED)\\b/'],
    ['/^NOREPLICAS\\b/', '/^NOREPLICA\\b/'],
    ['/^MISCONF\\b/', '/^MISCONFIG\\b/'],
    ['NOPERM|NOAUTH', 'NOAUTH'],
  ],
  'services/privacy/index.ts': [
    ["if (!may(actor, 'erase-people')) refuse({ code: 'forbidden', act: 'erase-people' });", ''],
    ["if (actor.userId === user) refuse({ code: 'erase-yourself' });", ''],
    ["if (await isListed(redis, user)) refuse({ code: 'no-such-purchaser', wanted: user });", ''],
    ['return GUID.test(id) ? (id as Id) : undefined;', 'return id as Id;'],
  ],
  'services/privacy/beginning.ts': [
    ['person && !(await hasNamesake(db, person))', 'person'],
    ['[tenant.id, userId].every(', '[userId].every('],
  ],
  'services/documents/csv.ts': [
    ['escape_formulas: true,', ''],
    [".replaceAll('\\0', '')", ''],
  ],
  'services/commerce/store/transactions/transaction.ts': [
    [
      'JSON.stringify([act, subject, operation.actor.userId, asked])',
      'JSON.stringify([act, subject, operation.actor.userId])',
    ],
    [
      "return first.startsWith(digest) ? fromLua(first.slice(digest.length + 1)) : { refused: 'operation-reused' };",
      'return fromLua(first.slice(digest.length + 1));',
    ],
  ],
  'services/commerce/core/partners.ts': [
    ["enabled && userType !== 'guest' && !actor.partner && record", '!actor.partner && record'],
    ['isDelegate(record, userId, home);', 'isDelegate(record, userId);'],
  ],
};

/**
 * The mutants of a file that are named.
 * @throws Error where one of them stands there no more, or twice
 */
export const namedIn = (file: string): Mutant[] => {
  const source = sourceOf(file);
  return (NAMED[file] ?? []).map(([was, text]) => {
    const from = source.indexOf(was);
    if (from < 0 || source.includes(was, from + 1)) throw new Error(`${file} has this not once: ${was}`);
    return mutant(file, source, { from, to: from + was.length, text });
  });
};

/** The files that have some. */
export const NAMED_FILES: readonly string[] = Object.keys(NAMED);
