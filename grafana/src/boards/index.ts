import { executive } from './executive';

export const boards = [executive];
