import './disclosure.css';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Disclosure as AriaDisclosure, DisclosurePanel } from 'react-aria-components/Disclosure';

interface DisclosureProps {
  title: string;
  children: ReactNode;
}

/** What only some want to see, such as a payload. */
export function Disclosure({ title, children }: DisclosureProps) {
  return (
    <AriaDisclosure className="disclosure">
      <Button slot="trigger" className="disclosure-button">
        <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.75" aria-hidden="true">
          <path d="M6 4l4 4-4 4" strokeLinecap="round" strokeLinejoin="round" />
        </svg>
        {title}
      </Button>
      <DisclosurePanel className="disclosure-panel">{children}</DisclosurePanel>
    </AriaDisclosure>
  );
}
