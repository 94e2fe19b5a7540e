import { paths } from '../../text/paths.ts';

export const newsDeskPath = `${paths.desk}/news`;
export const newArticlePath = `${newsDeskPath}/new`;
export const pathOfDeskArticle = (id: string): string => `${newsDeskPath}/${encodeURIComponent(id)}`;
