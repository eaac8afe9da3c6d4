import { keepLittleRoom } from '../../io/room.ts';
import { answerMessages } from '../../io/threads.ts';
import { readBlocks } from '../run/blocks/read-blocks.ts';
import { openBlockRows } from './block-rows.ts';

// A thread that reads blocks of a customer file.
keepLittleRoom();
answerMessages(readBlocks(openBlockRows));
