// What tsc does not do: nothing is copied yet.
