import './dialog.css';
import { type ReactNode, useRef } from 'react';
import { Dialog as AriaDialog, Heading } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';

interface DialogProps {
  title: ReactNode;
  children: ReactNode;
  /** `alertdialog` for a question whose answer cannot be taken back. */
  role?: 'dialog' | 'alertdialog';
  isOpen: boolean;
  /** Somebody pressed Escape, or beside it, and no button in it is busy: what goes wrong is to be seen. */
  onClose: () => void;
  /** Neither Escape nor a press beside it takes it away, but a button of its own. */
  mustBeAnswered?: boolean;
}

/** Something over the page. It keeps the focus inside, closes on Escape and gives the focus back. */
export function Dialog({
  title,
  children,
  role = 'dialog',
  isOpen,
  onClose,
  mustBeAnswered = false,
}: DialogProps) {
  const box = useRef<HTMLDivElement>(null);
  const leave = () => {
    const isBusy = Boolean(box.current?.querySelector('[data-busy]'));
    if (!isBusy) onClose();
  };
  return (
    <ModalOverlay
      className="dialog-backdrop"
      isOpen={isOpen}
      onOpenChange={(open) => !open && leave()}
      isDismissable={!mustBeAnswered}
      isKeyboardDismissDisabled={mustBeAnswered}
    >
      <Modal className="dialog" ref={box}>
        <AriaDialog role={role} className="dialog-body">
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
