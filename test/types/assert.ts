/** Assertions that the compiler carries out. */

type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false

/** `is<Wanted>()(value)` compiles if the value's type is that very type. */
export function is<Wanted> () {
  return <Found> (value: Found, ...wrong: Same<Found, Wanted> extends true ? [] : [wanted: Wanted]) => {}
}

/** `accepts<Wanted>(value)` compiles if the value can be used as that type. */
export function accepts<Wanted> (value: Wanted) {}

// That they can fail.
is<string>()('text' as string)
// @ts-expect-error a number is no string
is<string>()(1 as number)
// @ts-expect-error narrower
is<string | null>()('text' as string)
// @ts-expect-error anything at all
is<string>()('text' as any)
// @ts-expect-error a number is no string
accepts<string>(1)
