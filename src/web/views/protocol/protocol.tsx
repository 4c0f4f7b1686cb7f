/** The protocol as forms and as text, two sides of one document. */
export function ProtocolView() {
  return <h1>Protocol</h1>;
}
