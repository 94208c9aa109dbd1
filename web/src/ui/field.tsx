import './field.css';
import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import {
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
  TextField,
  type TextFieldProps,
} from 'react-aria-components/TextField';
import { text } from '../text/text.js';

interface FieldProps extends Omit<TextFieldProps, 'children' | 'className' | 'isInvalid' | 'isRequired'> {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  required?: boolean;
  placeholder?: string;
}

/** A line to type into, or a day to choose: `type` is the browser's, such as `email` or `date`. */
export function Field({ placeholder, ...rest }: FieldProps) {
  return <Labelled {...rest} input={<Input className="input" {...(placeholder && { placeholder })} />} />;
}

interface AreaProps extends Omit<FieldProps, 'type'> {
  rows?: number;
}

/** Several lines to type into. */
export function AreaField({ placeholder, rows = 4, ...rest }: AreaProps) {
  const area = <TextArea className="input" rows={rows} {...(placeholder && { placeholder })} />;
  return <Labelled {...rest} input={area} />;
}

/** A password, which can be looked at while it is being typed. */
export function PasswordField({ placeholder, ...rest }: Omit<FieldProps, 'type'>) {
  const [shown, setShown] = useState(false);
  const words = text.register;
  const input = (
    <div className="input-with-action">
      <Input className="input" {...(placeholder && { placeholder })} />
      <Button
        className="input-action"
        aria-label={shown ? words.hidePasswordNamed : words.showPasswordNamed}
        onPress={() => setShown(!shown)}
      >
        {shown ? words.hidePassword : words.showPassword}
      </Button>
    </div>
  );
  return <Labelled {...rest} type={shown ? 'text' : 'password'} input={input} />;
}

interface LabelledProps extends Omit<FieldProps, 'placeholder'> {
  input: React.ReactNode;
}

function Labelled({ label, hint, error, required = false, input, ...rest }: LabelledProps) {
  return (
    <TextField
      {...rest}
      className="field"
      isRequired={required}
      isInvalid={error !== undefined}
      validationBehavior="aria"
    >
      <Label className="field-label">{label}</Label>
      {hint && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      {input}
      <FieldError className="field-error">{error}</FieldError>
    </TextField>
  );
}
