interface OrderTitleProps {
  words: (number: string) => string;
  number: string;
}

/** The title of a dialog about an order, whose number browsers would break at its hyphens. */
export function OrderTitle({ words, number }: OrderTitleProps) {
  const [before, after] = words(number).split(number);
  return (
    <>
      {before}
      <span className="nowrap">{number}</span>
      {after}
    </>
  );
}
