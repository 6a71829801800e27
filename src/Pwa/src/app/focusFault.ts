/** Once what is wrong is marked in the form: to its first field that is, or the first choice where none was made. */
export function focusFault(form: HTMLFormElement | null): void {
  requestAnimationFrame(() => form?.querySelector<HTMLElement>('[aria-invalid], [data-invalid] [type=radio]')?.focus())
}
