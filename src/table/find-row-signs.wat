;; Finds the signs at which a row of CSV may turn: quotes, line ends, and the first byte of the delimiter.
;; `find-row-signs.ts` holds what this text compiles to, as a test sees to. After a change here:
;;   UPDATE_SIGNS=1 npx vitest run test/table/find-row-signs.test.ts
(module
  (memory (export "memory") 1)

  ;; Writes how far behind $from such signs stand in the bytes up to $to, ascending, as 32-bit numbers from $list on; gives
  ;; where the list ends. Sixteen bytes are looked at together: what stands in those behind $to is found as
  ;; well, and up to four numbers behind the list are written over.
  (func (export "find") (param $from i32) (param $to i32) (param $delimiter i32) (param $list i32) (result i32)
    (local $delimiters v128)
    (local $bytes v128)
    (local $place i32) ;; of the first of the sixteen
    (local $found i32) ;; a bit for each of them that is a sign
    (local $end i32) ;; of the list, with those of the sixteen
    (local.set $delimiters (i8x16.splat (local.get $delimiter)))
    (block $end
      (loop $sixteen
        (br_if $end (i32.ge_u (i32.add (local.get $from) (local.get $place)) (local.get $to)))
        (local.set $bytes (v128.load (i32.add (local.get $from) (local.get $place))))
        (local.set $found
          (i8x16.bitmask
            (v128.or
              (v128.or
                (i8x16.eq (local.get $bytes) (local.get $delimiters))
                (i8x16.eq (local.get $bytes) (i8x16.splat (i32.const 0x22))))
              (v128.or
                (i8x16.eq (local.get $bytes) (i8x16.splat (i32.const 0x0a)))
                (i8x16.eq (local.get $bytes) (i8x16.splat (i32.const 0x0d)))))))
        (local.set $end (i32.add (local.get $list) (i32.shl (i32.popcnt (local.get $found)) (i32.const 2))))
        ;; Mostly there are no more than four: four are written without asking whether there are, each by the lowest bit,
        ;; which is then taken away.
        (i32.store offset=0 (local.get $list) (i32.add (local.get $place) (i32.ctz (local.get $found))))
        (local.set $found (i32.and (local.get $found) (i32.sub (local.get $found) (i32.const 1))))
        (i32.store offset=4 (local.get $list) (i32.add (local.get $place) (i32.ctz (local.get $found))))
        (local.set $found (i32.and (local.get $found) (i32.sub (local.get $found) (i32.const 1))))
        (i32.store offset=8 (local.get $list) (i32.add (local.get $place) (i32.ctz (local.get $found))))
        (local.set $found (i32.and (local.get $found) (i32.sub (local.get $found) (i32.const 1))))
        (i32.store offset=12 (local.get $list) (i32.add (local.get $place) (i32.ctz (local.get $found))))
        (local.set $found (i32.and (local.get $found) (i32.sub (local.get $found) (i32.const 1))))
        (local.set $list (i32.add (local.get $list) (i32.const 16)))
        (block $none
          (loop $sign
            (br_if $none (i32.eqz (local.get $found)))
            (i32.store (local.get $list) (i32.add (local.get $place) (i32.ctz (local.get $found))))
            (local.set $found (i32.and (local.get $found) (i32.sub (local.get $found) (i32.const 1))))
            (local.set $list (i32.add (local.get $list) (i32.const 4)))
            (br $sign)))
        (local.set $list (local.get $end))
        (local.set $place (i32.add (local.get $place) (i32.const 16)))
        (br $sixteen)))
    (local.get $list)))
