/** Everything a command may touch. Tests pass a fake; only main.ts passes the real one. */
export interface Io {
  /** Results, for people and scripts: stdout. */
  out(line: string): void;
  /** Talk: stderr. */
  err(line: string): void;
  readonly columns: number;
  /** True where stderr is a terminal, so that progress may be drawn. */
  readonly interactive: boolean;
  readonly cwd: string;
  now(): Date;
  /** True once the person has asked to stop. */
  stopped(): boolean;
}

/** 0 done; 1 the study, table or method was refused (the reasons are listed); 2 wrong command line; 130 stopped. */
export type ExitCode = 0 | 1 | 2 | 130;
