import { sweep, type World } from '../pipeline/handle.ts';

const batch = 100;

/** Time acts: lets every deadline due by now pass, the earliest stream first. Gives the number of streams that changed. */
export const sweepAll = async (world: World): Promise<number> => {
  let changed = 0;
  for (;;) {
    const streams = await world.store.due(world.now().toString(), world.basis, batch);
    if (streams.length === 0) return changed;
    let moved = 0;
    for (const stream of streams) if ((await sweep(stream, world)) === 'passed') moved++;
    changed += moved;
    if (streams.length < batch) return changed;
  }
};
