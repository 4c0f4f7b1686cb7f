/** The tables as they came, their dictionary, and every problem at its cell. */
export function Data() {
  return <h1>Data</h1>;
}
