import { keepLittleRoom } from '../../io/room.ts';
import { answerMessages } from '../../io/threads.ts';
import { readBlocks } from './read-blocks.ts';

// A thread that reads blocks of a customer file.
keepLittleRoom();
answerMessages(readBlocks());
