import { basename, join } from 'node:path';
import { ChatbotFile } from './chatbot.schema.ts';
import type { PackProblem } from './pack-checks.rules.ts';
import { isFile, packFolder, reader } from './pack-reader.ts';

const file = 'chatbot.json';
/** Whose words are said where neither a pack nor what it includes has its own. */
const ownWords = 'shared';

/** The pack's own `chatbot.json`, else the nearest included one, else the product's; what is wrong goes to `problems`. */
export async function readChatbot(
  packPath: string,
  includes: readonly string[],
  problems: PackProblem[],
): Promise<ChatbotFile | null> {
  if (await isFile(join(packPath, file)))
    return await reader(packPath, problems)(file, ChatbotFile, JSON.parse);
  for (const name of [...includes, ownWords]) {
    const path = packFolder(name, packPath);
    if (await isFile(join(path, file)))
      return await reader(path, problems, `${basename(path)}/`)(file, ChatbotFile, JSON.parse);
  }
  return null;
}
