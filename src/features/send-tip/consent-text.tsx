/** Paragraphs and lists, as the consent of a content pack is written. */
export function ConsentText({ text }: { text: string }) {
  return text
    .split(/\n\s*\n/)
    .filter((block) => block.trim() !== '')
    .map((block) => <Block key={block} lines={block.trim().split('\n')} />);
}

function Block({ lines }: { lines: string[] }) {
  const items = lines.filter((line) => line.startsWith('- '));
  if (items.length < lines.length) return <p>{lines.join(' ')}</p>;
  return (
    <ul>
      {items.map((item) => (
        <li key={item}>{item.slice(2)}</li>
      ))}
    </ul>
  );
}
