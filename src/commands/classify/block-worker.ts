import { answerMessages } from '../../io/threads.ts';
import { readBlocks } from './read-blocks.ts';

// A thread that reads blocks of a customer file.
answerMessages(readBlocks());
