import { Board } from '../frame';
import { account } from './account';
import { adoption } from './adoption';
import { alerts } from './alerts';
import { executive } from './executive';
import { freshness } from './freshness';
import { pipeline } from './pipeline';
import { segments } from './segments';

/** Every board, in the order of the links between them. */
export const boards: Board[] = [executive, segments, account, adoption, freshness, alerts, pipeline];
