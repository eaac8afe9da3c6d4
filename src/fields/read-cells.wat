;; Reads the cells of a column that are written plainly, as nearly all are, row after row. `read-cells.ts` holds what this
;; text compiles to, as a test sees to. After a change here:
;;   UPDATE_WASM=1 npx vitest run test/table/wasm.test.ts
;;
;; Of each row $cells holds where the cell starts and ends, 32 bits each, and so it does $stride bytes behind that of the
;; next one; they count from $bytes, and only a blank cell ends where it starts. What is found goes to $found, one for each
;; row. Where $odd is told, a function gives how many rows it could not read: their numbers stand there, 32 bits each.
(module
  ;; It begins with the powers of ten up to 10 ** 17, as doubles: these hold them exactly.
  (memory (export "memory") 8)

  ;; Writes for each cell a double: the number nearest to what is written, and never -0, or $blank. Not read is what has
  ;; more than 15 digits, or anything beside a minus, digits, one $point between them and a percent sign behind; what has a
  ;; percent sign where $percent is 0, and what has none where it is 2; and numbers below $least, above $most or not above
  ;; $upTo.
  ;;
  ;; A number without a percent sign is divided by ten to the power of $shift, and multiplied where that is below zero.
  (func (export "numbers")
    (param $cells i32) (param $stride i32) (param $rows i32) (param $bytes i32) (param $found i32) (param $odd i32)
    (param $point i32) (param $percent i32) (param $shift i32)
    (param $blank f64) (param $least f64) (param $most f64) (param $upTo f64)
    (result i32)
    (local $row i32)
    (local $first i32) ;; where the list of odd rows begins
    (local $start i32)
    (local $end i32)
    (local $places i32) ;; the power of ten
    (local $isBelow i32) ;; a minus stands before it
    (local $signs i32) ;; which of the sixteen are no digits, the first of them the lowest bit
    (local $at i32) ;; the decimal sign among the sixteen
    (local $digits v128) ;; the sixteen bytes before the end, less those before the start
    (local $number f64)
    (local.set $first (local.get $odd))
    (loop $cell
      (local.set $start (i32.add (local.get $bytes) (i32.load offset=0 (local.get $cells))))
      (local.set $end (i32.add (local.get $bytes) (i32.load offset=4 (local.get $cells))))
      (local.set $number (local.get $blank))
      (block $done
        (br_if $done (i32.eq (local.get $start) (local.get $end)))
        (block $none
          (local.set $places (local.get $shift))
          (if (local.get $percent)
            (then
              (if (i32.eq (i32.load8_u (i32.sub (local.get $end) (i32.const 1))) (i32.const 0x25))
                (then
                  (local.set $end (i32.sub (local.get $end) (i32.const 1)))
                  (local.set $places (i32.const 2)))
                (else (br_if $none (i32.eq (local.get $percent) (i32.const 2)))))))
          (local.set $isBelow (i32.eq (i32.load8_u (local.get $start)) (i32.const 0x2d)))
          (local.set $start (i32.add (local.get $start) (local.get $isBelow)))
          ;; From here on $start is how many of the sixteen stand before it.
          (local.set $start (i32.sub (i32.const 16) (i32.sub (local.get $end) (local.get $start))))
          (br_if $none (i32.ge_u (local.get $start) (i32.const 16)))
          (local.set $digits
            (v128.and
              (i8x16.sub
                (v128.load (i32.sub (local.get $end) (i32.const 16)))
                (i8x16.splat (i32.const 0x30)))
              (i8x16.ge_u
                (v128.const i8x16 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15)
                (i8x16.splat (local.get $start)))))
          (local.set $signs (i8x16.bitmask (i8x16.gt_u (local.get $digits) (i8x16.splat (i32.const 9)))))
          (if (local.get $signs)
            (then
              ;; One sign may stand between digits: those before it move up to the others.
              (local.set $at (i32.ctz (local.get $signs)))
              (br_if $none (i32.and (local.get $signs) (i32.sub (local.get $signs) (i32.const 1))))
              (br_if $none (i32.eq (local.get $at) (local.get $start)))
              (br_if $none (i32.eq (local.get $at) (i32.const 15)))
              (br_if $none
                (i32.ne
                  (i32.load8_u (i32.add (i32.sub (local.get $end) (i32.const 16)) (local.get $at)))
                  (local.get $point)))
              (local.set $places (i32.add (local.get $places) (i32.sub (i32.const 15) (local.get $at))))
              (local.set $digits
                (i8x16.swizzle
                  (local.get $digits)
                  (i8x16.add
                    (v128.const i8x16 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15)
                    (i8x16.le_u
                      (v128.const i8x16 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15)
                      (i8x16.splat (local.get $at)))))))
            (else (br_if $none (i32.eqz (local.get $start)))))
          ;; Two neighbours become one number of two digits, then of four, then of eight.
          (local.set $digits
            (i32x4.dot_i16x8_s
              (i16x8.add
                (i16x8.mul
                  (v128.and (local.get $digits) (i16x8.splat (i32.const 255)))
                  (i16x8.splat (i32.const 10)))
                (i16x8.shr_u (local.get $digits) (i32.const 8)))
              (v128.const i16x8 100 1 100 1 100 1 100 1)))
          (local.set $digits
            (i32x4.dot_i16x8_s
              (i16x8.narrow_i32x4_s (local.get $digits) (local.get $digits))
              (v128.const i16x8 10000 1 10000 1 10000 1 10000 1)))
          (local.set $number
            (f64.convert_i64_s
              (i64.add
                (i64.mul (i64.extend_i32_u (i32x4.extract_lane 0 (local.get $digits))) (i64.const 100000000))
                (i64.extend_i32_u (i32x4.extract_lane 1 (local.get $digits))))))
          (local.set $number
            (if (result f64) (i32.ge_s (local.get $places) (i32.const 0))
              (then (f64.div (local.get $number) (f64.load (i32.shl (local.get $places) (i32.const 3)))))
              (else
                (f64.mul
                  (local.get $number)
                  (f64.load (i32.shl (i32.sub (i32.const 0) (local.get $places)) (i32.const 3)))))))
          (if (i32.and (local.get $isBelow) (f64.ne (local.get $number) (f64.const 0)))
            (then (local.set $number (f64.neg (local.get $number)))))
          (br_if $done
            (i32.and
              (f64.gt (local.get $number) (local.get $upTo))
              (i32.and
                (f64.ge (local.get $number) (local.get $least))
                (f64.le (local.get $number) (local.get $most))))))
        (i32.store (local.get $odd) (local.get $row))
        (local.set $odd (i32.add (local.get $odd) (i32.const 4))))
      (f64.store (local.get $found) (local.get $number))
      (local.set $found (i32.add (local.get $found) (i32.const 8)))
      (local.set $cells (i32.add (local.get $cells) (local.get $stride)))
      (local.set $row (i32.add (local.get $row) (i32.const 1)))
      (br_if $cell (i32.lt_u (local.get $row) (local.get $rows))))
    (i32.shr_u (i32.sub (local.get $odd) (local.get $first)) (i32.const 2)))

  ;; Writes for each cell a double: the days from 1970-01-01 to a day written as 2026-06-30, or $blank. Not read is what is
  ;; written otherwise, days that the calendar does not have (Howard Hinnant, "chrono-compatible low-level date
  ;; algorithms"), and those below $least, above $most or not above $upTo.
  (func (export "days")
    (param $cells i32) (param $stride i32) (param $rows i32) (param $bytes i32) (param $found i32) (param $odd i32)
    (param $blank f64) (param $least f64) (param $most f64) (param $upTo f64)
    (result i32)
    (local $row i32)
    (local $first i32)
    (local $start i32)
    (local $length i32)
    (local $digits v128) ;; of the eight that stand in a day, the others are 0
    (local $year i32)
    (local $month i32)
    (local $date i32)
    (local $number f64)
    (local.set $first (local.get $odd))
    (loop $cell
      (local.set $start (i32.load offset=0 (local.get $cells)))
      (local.set $length (i32.sub (i32.load offset=4 (local.get $cells)) (local.get $start)))
      (local.set $start (i32.add (local.get $start) (local.get $bytes)))
      (local.set $number (local.get $blank))
      (block $done
        (br_if $done (i32.eqz (local.get $length)))
        (block $none
          (br_if $none (i32.ne (local.get $length) (i32.const 10)))
          ;; Digits come to 0 to 9, and what separates them to 0.
          (local.set $digits
            (i8x16.sub
              (v128.load (local.get $start))
              (v128.const i8x16 0x30 0x30 0x30 0x30 0x2d 0x30 0x30 0x2d 0x30 0x30 0 0 0 0 0 0)))
          (br_if $none
            (i32.ne
              (i32.and
                (i8x16.bitmask
                  (i8x16.lt_u (local.get $digits) (v128.const i8x16 10 10 10 10 1 10 10 1 10 10 0 0 0 0 0 0)))
                (i32.const 0x3ff))
              (i32.const 0x3ff)))
          ;; Four digits of the year, then two of the month and two of the date.
          (local.set $digits
            (i8x16.swizzle (local.get $digits) (v128.const i8x16 0 1 2 3 5 6 8 9 16 16 16 16 16 16 16 16)))
          (local.set $digits
            (i16x8.add
              (i16x8.mul
                (v128.and (local.get $digits) (i16x8.splat (i32.const 255)))
                (i16x8.splat (i32.const 10)))
              (i16x8.shr_u (local.get $digits) (i32.const 8))))
          (local.set $year
            (i32.add
              (i32.mul (i16x8.extract_lane_u 0 (local.get $digits)) (i32.const 100))
              (i16x8.extract_lane_u 1 (local.get $digits))))
          (local.set $month (i16x8.extract_lane_u 2 (local.get $digits)))
          (local.set $date (i16x8.extract_lane_u 3 (local.get $digits)))
          (br_if $none (i32.eqz (local.get $year)))
          (br_if $none (i32.gt_u (i32.sub (local.get $month) (i32.const 1)) (i32.const 11)))
          (br_if $none (i32.eqz (local.get $date)))
          (br_if $none
            (i32.gt_u
              (local.get $date)
              (select
                ;; February
                (i32.add
                  (i32.const 28)
                  (i32.and
                    (i32.eqz (i32.and (local.get $year) (i32.const 3)))
                    (i32.or
                      (i32.ne (i32.rem_u (local.get $year) (i32.const 100)) (i32.const 0))
                      (i32.eqz (i32.rem_u (local.get $year) (i32.const 400))))))
                ;; 30, and 31 where a bit is set for the month
                (i32.add
                  (i32.const 30)
                  (i32.and (i32.shr_u (i32.const 0x15aa) (local.get $month)) (i32.const 1)))
                (i32.eq (local.get $month) (i32.const 2)))))
          ;; The year begins in March.
          (local.set $year (i32.sub (local.get $year) (i32.le_u (local.get $month) (i32.const 2))))
          (local.set $month
            (select
              (i32.add (local.get $month) (i32.const 9))
              (i32.sub (local.get $month) (i32.const 3))
              (i32.le_u (local.get $month) (i32.const 2))))
          (local.set $number
            (f64.convert_i32_s
              (i32.add
                (i32.sub
                  (i32.add
                    (i32.div_u
                      (i32.add (i32.mul (local.get $month) (i32.const 153)) (i32.const 2))
                      (i32.const 5))
                    (local.get $date))
                  (i32.const 719469))
                (i32.add
                  (i32.add
                    (i32.mul (local.get $year) (i32.const 365))
                    (i32.shr_u (local.get $year) (i32.const 2)))
                  (i32.sub
                    (i32.div_u (local.get $year) (i32.const 400))
                    (i32.div_u (local.get $year) (i32.const 100)))))))
          (br_if $done
            (i32.and
              (f64.gt (local.get $number) (local.get $upTo))
              (i32.and
                (f64.ge (local.get $number) (local.get $least))
                (f64.le (local.get $number) (local.get $most))))))
        (i32.store (local.get $odd) (local.get $row))
        (local.set $odd (i32.add (local.get $odd) (i32.const 4))))
      (f64.store (local.get $found) (local.get $number))
      (local.set $found (i32.add (local.get $found) (i32.const 8)))
      (local.set $cells (i32.add (local.get $cells) (local.get $stride)))
      (local.set $row (i32.add (local.get $row) (i32.const 1)))
      (br_if $cell (i32.lt_u (local.get $row) (local.get $rows))))
    (i32.shr_u (i32.sub (local.get $odd) (local.get $first)) (i32.const 2)))

  ;; Writes for each cell a byte: 1 where it holds a text, 0 where it is blank. Not read is what begins neither with a
  ;; letter of ASCII nor with a digit nor with the first byte of a Chinese sign; and where $isWhole, what is not ASCII as a
  ;; whole, ends with a blank or holds a plus or a quote.
  (func (export "texts")
    (param $cells i32) (param $stride i32) (param $rows i32) (param $bytes i32) (param $found i32) (param $odd i32)
    (param $isWhole i32)
    (result i32)
    (local $row i32)
    (local $first i32)
    (local $start i32)
    (local $end i32)
    (local $byte i32)
    (local $sixteen v128)
    (local $signs i32) ;; which of the sixteen are odd, the first of them the lowest bit
    (local.set $first (local.get $odd))
    (loop $cell
      (local.set $start (i32.add (local.get $bytes) (i32.load offset=0 (local.get $cells))))
      (local.set $end (i32.add (local.get $bytes) (i32.load offset=4 (local.get $cells))))
      (i32.store8 (local.get $found) (i32.ne (local.get $start) (local.get $end)))
      (block $done
        (br_if $done (i32.eq (local.get $start) (local.get $end)))
        (block $none
          (local.set $byte (i32.load8_u (local.get $start)))
          (br_if $none
            (i32.eqz
              (i32.or
                (i32.or
                  (i32.le_u (i32.sub (local.get $byte) (i32.const 0x30)) (i32.const 9))
                  (i32.le_u (i32.sub (i32.or (local.get $byte) (i32.const 0x20)) (i32.const 0x61)) (i32.const 25)))
                (i32.le_u (i32.sub (local.get $byte) (i32.const 0xe4)) (i32.const 5)))))
          (br_if $done (i32.eqz (local.get $isWhole)))
          (br_if $none (i32.eq (i32.load8_u (i32.sub (local.get $end) (i32.const 1))) (i32.const 0x20)))
          (loop $part
            (local.set $sixteen (v128.load (local.get $start)))
            (local.set $signs
              (i8x16.bitmask
                (v128.or
                  (i8x16.gt_u
                    (i8x16.sub (local.get $sixteen) (i8x16.splat (i32.const 0x20)))
                    (i8x16.splat (i32.const 0x5e)))
                  (v128.or
                    (i8x16.eq (local.get $sixteen) (i8x16.splat (i32.const 0x2b)))
                    (i8x16.eq (local.get $sixteen) (i8x16.splat (i32.const 0x22)))))))
            ;; The first odd one may stand behind the end.
            (br_if $none
              (i32.and
                (i32.ne (local.get $signs) (i32.const 0))
                (i32.lt_u (i32.add (local.get $start) (i32.ctz (local.get $signs))) (local.get $end))))
            (local.set $start (i32.add (local.get $start) (i32.const 16)))
            (br_if $part (i32.lt_u (local.get $start) (local.get $end))))
          (br $done))
        (i32.store (local.get $odd) (local.get $row))
        (local.set $odd (i32.add (local.get $odd) (i32.const 4))))
      (local.set $found (i32.add (local.get $found) (i32.const 1)))
      (local.set $cells (i32.add (local.get $cells) (local.get $stride)))
      (local.set $row (i32.add (local.get $row) (i32.const 1)))
      (br_if $cell (i32.lt_u (local.get $row) (local.get $rows))))
    (i32.shr_u (i32.sub (local.get $odd) (local.get $first)) (i32.const 2)))

  ;; Writes for each cell 32 bits: the place of its word among the 64 from $known on, -1 where it is blank, and -2 where
  ;; the word has none: it has more than 32 bytes, or its place is another's. A place that is free becomes that of the word:
  ;; its bytes, zeros behind them, and from the byte 32 on how many they are.
  (func (export "words")
    (param $cells i32) (param $stride i32) (param $rows i32) (param $bytes i32) (param $found i32) (param $known i32)
    (local $row i32)
    (local $start i32)
    (local $length i32)
    (local $place i32)
    (local $at i32) ;; where what is known of the place stands
    (local $begin v128) ;; the first sixteen bytes
    (local $rest v128)
    (loop $cell
      (local.set $start (i32.load offset=0 (local.get $cells)))
      (local.set $length (i32.sub (i32.load offset=4 (local.get $cells)) (local.get $start)))
      (local.set $start (i32.add (local.get $start) (local.get $bytes)))
      (local.set $place (i32.const -1))
      (block $done
        (br_if $done (i32.eqz (local.get $length)))
        (local.set $place (i32.const -2))
        (br_if $done (i32.gt_u (local.get $length) (i32.const 32)))
        (local.set $begin
          (v128.and
            (v128.load offset=0 (local.get $start))
            (i8x16.lt_u
              (v128.const i8x16 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15)
              (i8x16.splat (local.get $length)))))
        (local.set $rest
          (v128.and
            (v128.load offset=16 (local.get $start))
            (i8x16.lt_u
              (v128.const i8x16 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31)
              (i8x16.splat (local.get $length)))))
        ;; The golden ratio as a multiplier spreads what differs anywhere over the highest bits (Knuth, "The Art of Computer
        ;; Programming", 6.4).
        (local.set $place
          (i32.wrap_i64
            (i64.shr_u
              (i64.mul
                (i64.xor
                  (i64.add
                    (i64x2.extract_lane 0 (local.get $begin))
                    (i64.rotl (i64x2.extract_lane 1 (local.get $begin)) (i64.const 21)))
                  (i64.add
                    (i64.rotl (i64x2.extract_lane 0 (local.get $rest)) (i64.const 32))
                    (i64.rotl (i64x2.extract_lane 1 (local.get $rest)) (i64.const 43))))
                (i64.const 0x9e3779b97f4a7c15))
              (i64.const 58))))
        (local.set $at (i32.add (local.get $known) (i32.shl (local.get $place) (i32.const 6))))
        (if (i32.eqz (i32.load offset=32 (local.get $at)))
          (then
            (v128.store offset=0 (local.get $at) (local.get $begin))
            (v128.store offset=16 (local.get $at) (local.get $rest))
            (i32.store offset=32 (local.get $at) (local.get $length))
            (br $done)))
        (br_if $done
          (i32.and
            (i32.eq (i32.load offset=32 (local.get $at)) (local.get $length))
            (i32.eqz
              (v128.any_true
                (v128.or
                  (v128.xor (v128.load offset=0 (local.get $at)) (local.get $begin))
                  (v128.xor (v128.load offset=16 (local.get $at)) (local.get $rest)))))))
        (local.set $place (i32.const -2)))
      (i32.store (local.get $found) (local.get $place))
      (local.set $found (i32.add (local.get $found) (i32.const 4)))
      (local.set $cells (i32.add (local.get $cells) (local.get $stride)))
      (local.set $row (i32.add (local.get $row) (i32.const 1)))
      (br_if $cell (i32.lt_u (local.get $row) (local.get $rows))))))
