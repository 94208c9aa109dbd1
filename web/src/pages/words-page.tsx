import { PageHeading } from '../ui/page-heading.js';

interface WordsPageProps {
  title: string;
  paragraphs: readonly string[];
}

export function WordsPage({ title, paragraphs }: WordsPageProps) {
  return (
    <div className="reading stack">
      <PageHeading title={title} />
      {paragraphs.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </div>
  );
}
