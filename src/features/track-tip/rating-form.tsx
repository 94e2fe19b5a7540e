import { type FormEvent, useState } from 'react';
import { limits } from '#contract/limits.ts';
import type { TipView } from '#contract/tips.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { problemText } from '../../api/problem-text.ts';
import { rateTip, type TipAccess } from '../../api/sent-tips.ts';
import { randomId } from '../../lib/random-id.ts';
import { sentTipText } from '../../text/vi-sent-tips.ts';
import { SubmitButton } from '../../ui/button.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { ChoiceGroup, focusField, TextArea } from '../../ui/field.tsx';
import { Card, Loading } from '../../ui/screen.tsx';
import { StatusLine } from '../../ui/status-line.tsx';
import styles from './track-tip.module.css';

const words = sentTipText.rating;

const starsChoices = [5, 4, 3, 2, 1] as const;
type Stars = (typeof starsChoices)[number];

const choices = starsChoices.map((stars) => ({ value: `${stars}` as const, title: words.stars[stars] }));

const starsText = (stars: number): string =>
  starsChoices.some((known) => known === stars) ? words.stars[stars as Stars] : String(stars);

/** What the sender gave for the newest answer. */
export function GivenRating({ rating }: { rating: NonNullable<TipView['rating']> }) {
  return (
    <Card>
      <p>{words.given(starsText(rating.stars))}</p>
      {rating.stars <= limits.lowStarsMax && <p>{words.givenLow}</p>}
      {rating.text !== '' && <p className={styles.words}>{rating.text}</p>}
    </Card>
  );
}

/** One to five stars for the unit's answer, each in words. */
export function RatingForm({ access, onRated }: { access: TipAccess; onRated: () => Promise<void> }) {
  const [key] = useState(randomId);
  const [stars, setStars] = useState<`${Stars}` | null>(null);
  const [remark, setRemark] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const [isSending, setIsSending] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const excess = remark.trim().length - limits.ratingCharsMax;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isSending) return;
    setProblem(null);
    setIsMissing(stars === null);
    if (stars === null) focusField('stars');
    if (stars === null || excess > 0) return;
    setIsSending(true);
    const written = remark.trim();
    const rating = { stars: Number(stars), ...(written === '' ? {} : { text: written }) };
    const result = await rateTip(access, rating, key);
    // Whatever came of it, the tip knows: a rating whose answer was lost is there as well.
    await onRated();
    setIsSending(false);
    if (!result.ok) setProblem(result.problem);
  };

  return (
    <Card>
      <form className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
        <h2>{words.heading}</h2>
        <ChoiceGroup
          legend={words.legend}
          name="stars"
          choices={choices}
          chosen={stars}
          onChoose={setStars}
          error={isMissing && stars === null ? words.errorStars : undefined}
        />
        <StatusLine>{Number(stars ?? Infinity) <= limits.lowStarsMax && <p>{words.low}</p>}</StatusLine>
        <TextArea
          isShort
          name="rating-text"
          label={words.text}
          value={remark}
          onChange={setRemark}
          error={excess > 0 ? sentTipText.message.errorLong(excess) : undefined}
          counter={sentTipText.message.counter(remark.trim().length, limits.ratingCharsMax)}
        />
        {problem && <FailedNotice lead={words.failed} {...problemText(problem)} />}
        {isSending ? <Loading text={words.sending} /> : <SubmitButton>{words.send}</SubmitButton>}
      </form>
    </Card>
  );
}
