import assert from 'node:assert/strict';
import { ErrorReply, MultiErrorReply } from 'redis';
import { isUnreachable } from '../../../../services/redis/client.ts';
import { type Trouble, troubleOf } from '../../../../services/redis/health/trouble.ts';

/** As servers of the versions 7.0 to 8 word them. */
const REPLIES: readonly (readonly [Trouble, string])[] = [
  ['unreachable', 'ERR max number of clients reached'],
  ['loading', 'LOADING Redis is loading the dataset in memory'],
  ['read-only', "READONLY You can't write against a read only replica. script: f42f, on @user_script:1."],
  ['read-only', "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'."],
  ['read-only', 'UNBLOCKED force unblock from blocking operation, instance state changed (master -> replica?)'],
  ['full', "OOM command not allowed when used memory > 'maxmemory'."],
  ['disk-failing', 'MISCONF Errors writing to the AOF file: No space left on device'],
  ['too-few-replicas', 'NOREPLICAS Not enough good replicas to write.'],
  ['busy', 'BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.'],
  ['busy', 'UNKILLABLE Sorry the script already executed write commands against the dataset.'],
  ['cluster-down', 'CLUSTERDOWN Hash slot not served'],
  ['cluster-down', 'TRYAGAIN Multiple keys request during rehashing of slot'],
  ['forbidden', "NOPERM User purchases has no permissions to run the 'set' command"],
  ['forbidden', 'NOPERM No permissions to access a key'],
  ['forbidden', 'NOAUTH Authentication required.'],
  ['forbidden', 'WRONGPASS invalid username-password pair or user is disabled.'],
  ['forbidden', 'DENIED Redis is running in protected mode because protected mode is enabled'],
  [
    'forbidden',
    "ERR The user executing the script can't run this command or subcommand script: f42f, on @user_script:1.",
  ],
  ['forbidden', "ERR ACL failure in script: User purchases has no permissions to run the 'set' command script: f42f"],
  ['forbidden', "ERR unknown command 'EVALSHA', with args beginning with: 'f42f'"],
  ['forbidden', 'ERR Unknown Redis command called from script script: f42f, on @user_script:1.'],
  ['full', "EXECABORT Transaction discarded because of: OOM command not allowed when used memory > 'maxmemory'."],
];

const REFUSED = [
  'WRONGTYPE Operation against a key holding the wrong kind of value',
  'ERR syntax error',
  'ERR value is not an integer or out of range',
  'NOSCRIPT No matching script. Please use EVAL.',
  'BUSYGROUP Consumer Group name already exists',
  'EXECABORT Transaction discarded because of previous errors.',
];

describe('What a server says of itself', () => {
  for (const [trouble, reply] of REPLIES)
    it(`is ${trouble} in "${reply}"`, () => {
      for (const error of [new ErrorReply(reply), new MultiErrorReply([new ErrorReply(reply)], [0])]) {
        assert.equal(troubleOf(error), trouble);
        assert.ok(isUnreachable(error));
      }
    });

  for (const reply of REFUSED)
    it(`is nothing in "${reply}", which is about what was asked`, () => {
      assert.equal(troubleOf(new ErrorReply(reply)), 'failing');
      assert.ok(!isUnreachable(new ErrorReply(reply)));
    });
});
