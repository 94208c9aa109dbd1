import './tooltip.css';
import type { ReactElement } from 'react';
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components/Tooltip';

// Passing over a button with the mouse is not asking about it.
const DELAY_MS = 500;

interface TooltipProps {
  words: string;
  /** A `Button`. Nothing that must be known is said in a tooltip alone: a finger cannot open it. */
  children: ReactElement;
}

/** A few words more about a button, while the mouse or the focus is on it. */
export function Tooltip({ words, children }: TooltipProps) {
  return (
    <TooltipTrigger delay={DELAY_MS}>
      {children}
      <AriaTooltip className="tooltip" offset={6}>
        {words}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
