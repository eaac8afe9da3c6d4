import { keepLittleRoom } from '../../io/room.ts';
import { answerMessages } from '../../io/threads.ts';
import { readBlocks } from '../run/blocks/read-blocks.ts';
import { openLines } from './block-lines.ts';

// A thread that explains the customers in blocks of their file.
keepLittleRoom();
answerMessages(readBlocks(openLines));
