/**
 * NumPy's `default_rng(seed).random()`, bit for bit: SeedSequence spreads the seed over 128 + 128
 * bits, PCG64 (O'Neill, 2014) steps through them. JavaScript has no 64-bit integers that are fast,
 * so a state of 128 bits is kept as four 32-bit limbs, the lowest first.
 */

const TWO_32 = 4294967296;

// The multiplier of PCG64: 0x2360ED05_1FC65DA4_4385DF64_9FCCF645.
const M0 = 0x9fccf645;
const M1 = 0x4385df64;
const M2 = 0x1fc65da4;
const M3 = 0x2360ed05;

/** Compute the high 32 bits of a product of two 32-bit numbers. @param {number} a @param {number} b */
function high(a, b) {
  const al = a & 0xffff;
  const ah = a >>> 16;
  const bl = b & 0xffff;
  const bh = b >>> 16;
  const middle = ah * bl + ((al * bl) >>> 16);
  const other = al * bh + (middle & 0xffff);
  return ah * bh + (middle >>> 16) + (other >>> 16);
}

/** Compute the low 32 bits. @param {number} a @param {number} b */
function low(a, b) {
  return Math.imul(a, b) >>> 0;
}

/**
 * Do as NumPy's SeedSequence: `count` 32-bit words from a seed.
 * @param {number | bigint} seed a whole number, not negative
 * @param {number} count
 */
export function seedWords(seed, count) {
  if (!(typeof seed === "bigint" || Number.isSafeInteger(seed)) || seed < 0) {
    throw new RangeError(`the seed must be a whole number, not negative; got ${seed}`);
  }
  /** @type {number[]} */
  const entropy = [];
  for (let rest = BigInt(seed); rest > 0n || !entropy.length; rest >>= 32n) {
    entropy.push(Number(rest & 0xffffffffn));
  }
  let constant = 0x43b0d7e5;
  const hash = (/** @type {number} */ value) => {
    value = (value ^ constant) >>> 0;
    constant = low(constant, 0x931e8875);
    value = low(value, constant);
    return (value ^ (value >>> 16)) >>> 0;
  };
  const mix = (/** @type {number} */ x, /** @type {number} */ y) => {
    const sum = (low(0xca01f9dd, x) - low(0x4973f715, y)) >>> 0;
    return (sum ^ (sum >>> 16)) >>> 0;
  };
  const pool = [0, 1, 2, 3].map((i) => hash(entropy[i] ?? 0));
  for (let from = 0; from < 4; from++) {
    for (let to = 0; to < 4; to++) if (from !== to) pool[to] = mix(pool[to], hash(pool[from]));
  }
  for (const word of entropy.slice(4)) {
    for (let to = 0; to < 4; to++) pool[to] = mix(pool[to], hash(word));
  }
  constant = 0x8b51f9dd;
  return Array.from({ length: count }, (_, i) => {
    let value = (pool[i % 4] ^ constant) >>> 0;
    constant = low(constant, 0x58f38ded);
    value = low(value, constant);
    return (value ^ (value >>> 16)) >>> 0;
  });
}

class Generator {
  /** @param {number | bigint} seed */
  constructor(seed) {
    const w = seedWords(seed, 8);
    // Each 128-bit number comes as its high and its low 64 bits, each with its low word first.
    const [start, sequence] = [
      [w[2], w[3], w[0], w[1]],
      [w[6], w[7], w[4], w[5]],
    ];
    // The increment is 2 · sequence + 1.
    this.i0 = ((sequence[0] << 1) | 1) >>> 0;
    this.i1 = ((sequence[1] << 1) | (sequence[0] >>> 31)) >>> 0;
    this.i2 = ((sequence[2] << 1) | (sequence[1] >>> 31)) >>> 0;
    this.i3 = ((sequence[3] << 1) | (sequence[2] >>> 31)) >>> 0;
    this.s0 = this.s1 = this.s2 = this.s3 = 0;
    this.advance();
    let sum = this.s0 + start[0];
    this.s0 = sum >>> 0;
    sum = this.s1 + start[1] + (sum >= TWO_32 ? 1 : 0);
    this.s1 = sum >>> 0;
    sum = this.s2 + start[2] + (sum >= TWO_32 ? 1 : 0);
    this.s2 = sum >>> 0;
    this.s3 = (this.s3 + start[3] + (sum >= TWO_32 ? 1 : 0)) >>> 0;
    this.advance();
  }

  /** Go on: state ← state · multiplier + increment, modulo 2¹²⁸. */
  advance() {
    const { s0, s1, s2, s3 } = this;
    let sum = low(s0, M0) + this.i0;
    this.s0 = sum >>> 0;
    sum = Math.floor(sum / TWO_32) + high(s0, M0) + low(s0, M1) + low(s1, M0) + this.i1;
    this.s1 = sum >>> 0;
    sum = Math.floor(sum / TWO_32) + high(s0, M1) + high(s1, M0);
    sum += low(s0, M2) + low(s1, M1) + low(s2, M0) + this.i2;
    this.s2 = sum >>> 0;
    sum = Math.floor(sum / TWO_32) + high(s0, M2) + high(s1, M1) + high(s2, M0);
    sum += low(s0, M3) + low(s1, M2) + low(s2, M1) + low(s3, M0) + this.i3;
    this.s3 = sum >>> 0;
  }

  /** Draw a number from 0 up to, not including, 1. */
  random() {
    this.advance();
    const a = (this.s3 ^ this.s1) >>> 0; // the high word of what is rotated
    const b = (this.s2 ^ this.s0) >>> 0;
    const turn = this.s3 >>> 26; // 0 … 63
    let [hi, lo] = turn & 32 ? [b, a] : [a, b];
    const by = turn & 31;
    if (by) {
      [hi, lo] = [(hi >>> by) | (lo << (32 - by)), (lo >>> by) | (hi << (32 - by))];
    }
    return ((hi >>> 0) * 2097152 + (lo >>> 11)) / 9007199254740992; // the top 53 of 64 bits
  }
}

/**
 * Make a generator of random numbers whose `random()` gives what NumPy's gives for the same seed.
 * @param {number | bigint} seed
 */
export function defaultRng(seed) {
  return new Generator(seed);
}
