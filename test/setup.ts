/** Laws are tried on the same cases in every run: a failure is a defect, not luck. */
import { configureGlobal } from "fast-check";

configureGlobal({ seed: 20_261_124 });
