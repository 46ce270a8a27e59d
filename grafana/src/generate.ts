// Writes every board to FOLDER/NAME.json below the folder named.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { boards } from './boards';
import { dashboardOf } from './frame';

const target = process.argv[2];
if (target === undefined) throw new Error('usage: generate FOLDER');

for (const board of boards) {
  const folder = join(target, board.folder);
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, `${board.uid.replace('vitals-', '')}.json`),
    `${JSON.stringify(dashboardOf(board), null, 2)}\n`,
  );
}
