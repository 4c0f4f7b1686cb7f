/** The schema library tries whether it may make code from text; the page forbids it, so it is told not to try. */
import * as z from "zod";

z.config({ jitless: true });
