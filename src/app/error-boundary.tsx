import { Component, type ErrorInfo, type ReactNode } from 'react';
import { EmergencyCalls } from '../features/hotlines/emergency-calls.tsx';
import { text } from '../text/vi.ts';
import { Button } from '../ui/button.tsx';
import { Actions, Screen } from '../ui/screen.tsx';

type Props = { children: ReactNode; resetKey?: string };
type State = { hasFailed: boolean; resetKey: string | undefined };

/**
 * Catches what no screen has foreseen, also a screen whose script did not load. What was typed is in the phone's storage, so
 * opening anew loses nothing. A new `resetKey` (another address) gives the rest of the app another try.
 */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { hasFailed: false, resetKey: this.props.resetKey };

  static getDerivedStateFromError(): Partial<State> {
    return { hasFailed: true };
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return props.resetKey === state.resetKey ? null : { hasFailed: false, resetKey: props.resetKey };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error(error.name, info.componentStack);
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <Screen
        name={text.app.name}
        heading={text.crash.heading}
        lead={navigator.onLine ? text.crash.body : text.crash.offline}
      >
        <EmergencyCalls />
        <Actions>
          <Button icon="retry" onPress={() => window.location.reload()}>
            {text.crash.reload}
          </Button>
        </Actions>
      </Screen>
    );
  }
}
