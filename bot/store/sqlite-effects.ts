/** The effects table, as the writer's thread changes it. */
import type { DatabaseSync } from 'node:sqlite';
import type { Leased, Settlement } from './port.ts';
import { leasedOf, textOf } from './sqlite-rows.ts';
import type { LeaseAsk, PackedEffect, Performers } from './sqlite-tasks.ts';

const nextTurn = '(SELECT coalesce(max(turn), 0) + 1 FROM effects)';

/** Pending afresh, behind those that wait already. */
const afresh = `UPDATE effects SET state = 'pending', turn = ${nextTurn}, attempts = 0, not_before = 0, token = NULL`;

/** Owing a key again counts only when more is wanted than before. */
export const oweEffects = (db: DatabaseSync): ((effect: PackedEffect) => void) => {
  const insert = db.prepare(
    `INSERT INTO effects (turn, key, stream, kind, data, wanted) VALUES (${nextTurn}, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING`,
  );
  const raise = db.prepare('UPDATE effects SET wanted = ?, data = ? WHERE key = ? AND wanted < ?');
  const repend = db.prepare(`${afresh} WHERE key = ? AND (state = 'stuck' OR (state = 'done' AND performed < wanted))`);
  return ({ key, stream, kind, data, wanted }) => {
    if (insert.run(key, stream, kind, data, wanted).changes === 1) return;
    if (raise.run(wanted, data, key, wanted).changes === 1) repend.run(key);
  };
};

const leaseEffects = (db: DatabaseSync): Performers['lease'] => {
  const lease = db.prepare(`
    UPDATE effects SET state = 'leased', attempts = attempts + 1, not_before = ?, token = lower(hex(randomblob(16)))
    WHERE turn IN (SELECT turn FROM effects WHERE state IN ('pending', 'leased') AND not_before <= ? ORDER BY turn LIMIT ?)
    RETURNING *`);
  return ({ machineNow, ttl, limit }: LeaseAsk): Leased[] =>
    lease
      .all(machineNow + ttl, machineNow, limit)
      .toSorted((one, other) => Number(one['turn']) - Number(other['turn']))
      .map(leasedOf);
};

const settleEffects = (db: DatabaseSync): Performers['settle'] => {
  const held = "WHERE key = ? AND token = ? AND state = 'leased'";
  const done = db.prepare(
    `UPDATE effects SET state = 'done', performed = max(performed, ?), receipt = ?, error = NULL, not_before = 0, token = NULL ${held}`,
  );
  const unfinished = db.prepare(`${afresh} WHERE key = ? AND state = 'done' AND performed < wanted`);
  const later = db.prepare(`UPDATE effects SET state = 'pending', not_before = ?, error = ?, token = NULL ${held}`);
  const stuck = db.prepare(`UPDATE effects SET state = 'stuck', not_before = 0, error = ?, token = NULL ${held}`);

  const settle = (key: string, token: string, settlement: Settlement): unknown => {
    switch (settlement.state) {
      case 'done':
        done.run(settlement.performed, settlement.receipt ? textOf(settlement.receipt) : null, key, token);
        return unfinished.run(key);
      case 'retry':
        return later.run(settlement.notBefore, settlement.error, key, token);
      case 'stuck':
        return stuck.run(settlement.error, key, token);
    }
  };
  return ({ key, token, settlement }) => void settle(key, token, settlement);
};

const retryEffects = (db: DatabaseSync): Performers['retry'] => {
  const retry = db.prepare(`${afresh} WHERE key = ? AND state = 'stuck'`);
  return ({ key }) => retry.run(key).changes === 1;
};

/** The worker's acts on effects, each one statement or two. */
export const effectTasks = (db: DatabaseSync): Pick<Performers, 'lease' | 'settle' | 'retry'> => ({
  lease: leaseEffects(db),
  settle: settleEffects(db),
  retry: retryEffects(db),
});
