;; Cuts bytes of CSV into rows, as long as these are plain. `cut-rows.ts` holds what this text compiles to, as a test sees
;; to. After a change here:
;;   UPDATE_WASM=1 npx vitest run test/table/wasm.test.ts
(module
  ;; Enough for 16 KB and the longest lists of what may stand in them: 8 bytes for each that may end a cell, 20 for each
  ;; that may end a row.
  (memory (export "memory") 8)

  ;; Reads rows from $place, where one starts, to $to, in bytes that stand in memory from $bytes on. It stops before
  ;; the first row that is not plain: with quotes that neither stand around a whole cell nor are doubled in one, with CR
  ;; alone at its end, or with no line end.
  ;;
  ;; From $cells on it writes where each cell starts and where it ends, without the quotes around it. From $rows on it
  ;; writes for each row where it ends, where the next one starts, how many numbers stand in $cells by then, whether a
  ;; line ends in one of its cells (not 0), and whether one may begin as a formula (not 0). All numbers have 32 bits, and
  ;; places count from $bytes. Gives where the list of rows ends.
  ;;
  ;; Sixteen bytes are looked at together, each a bit in the numbers below, the first of them the lowest. Up to fifteen
  ;; behind the last are read as well, and hold no line end.
  (func (export "cut")
    (param $bytes i32) (param $place i32) (param $to i32) (param $delimiter i32) (param $cells i32) (param $rows i32)
    (result i32)
    (local $sixteen v128)
    (local $quotes i32)
    (local $feeds i32)
    (local $returns i32)
    (local $ends i32) ;; what ends a cell: delimiters and LF that are not in quotes
    (local $inside i32) ;; in quotes, those that open included
    (local $outside i32)
    (local $closing i32) ;; quotes that close
    (local $breaks i32) ;; line ends inside
    (local $behindReturn i32) ;; of CR outside
    (local $formulas i32) ;; what a cell begins with that may be a formula, or a quote before it
    (local $odd i32) ;; where it shows that a row is not plain
    ;; Of the byte before the sixteen, 1 or 0.
    (local $wasEnd i32) ;; a quote may open behind it
    (local $wasClosing i32)
    (local $wasReturn i32)
    (local $wasInside i32)
    ;; Of a row that began before the sixteen, not 0 when such stand in it.
    (local $hasQuotes i32)
    (local $hasBreaks i32)
    (local $hasFormulas i32)
    ;; Where in the list of cells the start of a cell stands that has not ended,
    (local $cell i32) ;; in these sixteen
    (local $nextCell i32) ;; behind what was read of them
    (local $rowCell i32) ;; where the row begins
    (local $left i32)
    (local $read i32)
    (local $at i32)
    (local.set $wasEnd (i32.const 1))
    (local.set $cell (local.get $cells))
    (local.set $rowCell (local.get $cells))
    (i32.store (local.get $cells) (local.get $place))
    (block $stop
      (loop $block
        (br_if $stop (i32.ge_u (local.get $place) (local.get $to)))
        (local.set $sixteen (v128.load (i32.add (local.get $bytes) (local.get $place))))
        (local.set $quotes (i8x16.bitmask (i8x16.eq (local.get $sixteen) (i8x16.splat (i32.const 0x22)))))
        (local.set $feeds (i8x16.bitmask (i8x16.eq (local.get $sixteen) (i8x16.splat (i32.const 0x0a)))))
        (local.set $returns (i8x16.bitmask (i8x16.eq (local.get $sixteen) (i8x16.splat (i32.const 0x0d)))))
        (local.set $ends
          (i32.or
            (local.get $feeds)
            (i8x16.bitmask (i8x16.eq (local.get $sixteen) (i8x16.splat (local.get $delimiter))))))

        ;; Most bytes are far from quotes and CR.
        (local.set $inside (i32.const 0))
        (local.set $closing (i32.const 0))
        (local.set $breaks (i32.const 0))
        (local.set $behindReturn (i32.const 0))
        (local.set $odd (i32.const 0))
        (if
          (i32.or
            (i32.or (local.get $quotes) (local.get $returns))
            (i32.or (i32.or (local.get $wasInside) (local.get $wasClosing)) (local.get $wasReturn)))
          (then
            ;; A byte is inside when the number of quotes up to it is odd.
            (local.set $inside (i32.xor (local.get $quotes) (i32.shl (local.get $quotes) (i32.const 1))))
            (local.set $inside (i32.xor (local.get $inside) (i32.shl (local.get $inside) (i32.const 2))))
            (local.set $inside (i32.xor (local.get $inside) (i32.shl (local.get $inside) (i32.const 4))))
            (local.set $inside (i32.xor (local.get $inside) (i32.shl (local.get $inside) (i32.const 8))))
            (local.set $inside (i32.xor (local.get $inside) (i32.sub (i32.const 0) (local.get $wasInside))))
            (local.set $inside (i32.and (local.get $inside) (i32.const 0xffff)))
            (local.set $outside (i32.xor (local.get $inside) (i32.const 0xffff)))
            (local.set $closing (i32.and (local.get $quotes) (local.get $outside)))
            (local.set $ends (i32.and (local.get $ends) (local.get $outside)))
            (local.set $breaks (i32.and (local.get $inside) (i32.or (local.get $feeds) (local.get $returns))))
            (local.set $feeds (i32.and (local.get $feeds) (local.get $outside)))
            (local.set $returns (i32.and (local.get $returns) (local.get $outside)))
            (local.set $behindReturn (i32.or (i32.shl (local.get $returns) (i32.const 1)) (local.get $wasReturn)))

            ;; In no plain row a quote opens behind anything but the end of a cell or another quote,
            (local.set $odd
              (i32.and
                (i32.and (local.get $quotes) (local.get $inside))
                (i32.xor
                  (i32.or (i32.shl (i32.or (local.get $quotes) (local.get $ends)) (i32.const 1)) (local.get $wasEnd))
                  (i32.const -1))))
            ;; one closes before anything but the end of a cell, CR or another quote,
            (local.set $odd
              (i32.or
                (local.get $odd)
                (i32.and
                  (i32.or (i32.shl (local.get $closing) (i32.const 1)) (local.get $wasClosing))
                  (i32.xor
                    (i32.or (i32.or (local.get $quotes) (local.get $ends)) (local.get $returns))
                    (i32.const 0xffff)))))
            ;; and CR stands before anything but LF.
            (local.set $odd
              (i32.or
                (local.get $odd)
                (i32.and (local.get $behindReturn) (i32.xor (local.get $feeds) (i32.const 0xffff)))))))

        ;; The parts of a byte, of four bits each, find classes of bytes: one that both find is sought. Blank cells begin
        ;; with nothing.
        (local.set $formulas
          (i32.and
            (i32.and
              (i8x16.bitmask
                (i8x16.ne
                  (v128.and
                    (i8x16.swizzle
                      (v128.const i8x16 10 32 48 32 0 0 0 0 0 1 1 3 1 7 0 32)
                      (v128.and (local.get $sixteen) (i8x16.splat (i32.const 15))))
                    (i8x16.swizzle
                      (v128.const i8x16 1 0 2 4 8 0 0 0 0 0 0 0 16 0 32 0)
                      (i8x16.shr_u (local.get $sixteen) (i32.const 4))))
                  (i8x16.splat (i32.const 0))))
              (i32.or (i32.shl (i32.or (local.get $quotes) (local.get $ends)) (i32.const 1)) (local.get $wasEnd)))
            (i32.xor (i32.or (local.get $ends) (local.get $returns)) (i32.const 0xffff))))

        ;; Where each cell ends, the next one starts behind that. Mostly no more than four end: four are written without
        ;; asking whether there are, each by the lowest bit, which is then taken away.
        (local.set $left (local.get $ends))
        (local.set $at (i32.add (local.get $place) (i32.ctz (local.get $left))))
        (i32.store offset=4 (local.get $cell) (local.get $at))
        (i32.store offset=8 (local.get $cell) (i32.add (local.get $at) (i32.const 1)))
        (local.set $left (i32.and (local.get $left) (i32.sub (local.get $left) (i32.const 1))))
        (local.set $at (i32.add (local.get $place) (i32.ctz (local.get $left))))
        (i32.store offset=12 (local.get $cell) (local.get $at))
        (i32.store offset=16 (local.get $cell) (i32.add (local.get $at) (i32.const 1)))
        (local.set $left (i32.and (local.get $left) (i32.sub (local.get $left) (i32.const 1))))
        (local.set $at (i32.add (local.get $place) (i32.ctz (local.get $left))))
        (i32.store offset=20 (local.get $cell) (local.get $at))
        (i32.store offset=24 (local.get $cell) (i32.add (local.get $at) (i32.const 1)))
        (local.set $left (i32.and (local.get $left) (i32.sub (local.get $left) (i32.const 1))))
        (local.set $at (i32.add (local.get $place) (i32.ctz (local.get $left))))
        (i32.store offset=28 (local.get $cell) (local.get $at))
        (i32.store offset=32 (local.get $cell) (i32.add (local.get $at) (i32.const 1)))
        (local.set $left (i32.and (local.get $left) (i32.sub (local.get $left) (i32.const 1))))
        (local.set $nextCell (i32.add (local.get $cell) (i32.const 32)))
        (block $none
          (loop $end
            (br_if $none (i32.eqz (local.get $left)))
            (local.set $at (i32.add (local.get $place) (i32.ctz (local.get $left))))
            (i32.store offset=4 (local.get $nextCell) (local.get $at))
            (i32.store offset=8 (local.get $nextCell) (i32.add (local.get $at) (i32.const 1)))
            (local.set $nextCell (i32.add (local.get $nextCell) (i32.const 8)))
            (local.set $left (i32.and (local.get $left) (i32.sub (local.get $left) (i32.const 1))))
            (br $end)))

        ;; Rows end at LF, up to what is odd.
        (local.set $feeds
          (i32.and
            (local.get $feeds)
            (i32.sub (i32.and (local.get $odd) (i32.sub (i32.const 0) (local.get $odd))) (i32.const 1))))
        (block $none
          (loop $row
            (br_if $none (i32.eqz (local.get $feeds)))
            ;; All bytes up to this line end.
            (local.set $read (i32.xor (local.get $feeds) (i32.sub (local.get $feeds) (i32.const 1))))
            (local.set $nextCell
              (i32.add
                (local.get $cell)
                (i32.shl (i32.popcnt (i32.and (local.get $ends) (local.get $read))) (i32.const 3))))
            (local.set $at (i32.add (local.get $place) (i32.ctz (local.get $feeds))))
            (i32.store offset=4 (local.get $rows) (i32.add (local.get $at) (i32.const 1)))
            ;; Neither the row nor its last cell has CR before LF.
            (local.set $at
              (i32.sub
                (local.get $at)
                (i32.and (i32.shr_u (local.get $behindReturn) (i32.ctz (local.get $feeds))) (i32.const 1))))
            (i32.store offset=0 (local.get $rows) (local.get $at))
            (i32.store (i32.sub (local.get $nextCell) (i32.const 4)) (local.get $at))
            (i32.store offset=8 (local.get $rows)
              (i32.shr_u (i32.sub (local.get $nextCell) (local.get $cells)) (i32.const 2)))
            (i32.store offset=12 (local.get $rows)
              (i32.or (local.get $hasBreaks) (i32.and (local.get $breaks) (local.get $read))))
            (i32.store offset=16 (local.get $rows)
              (i32.or (local.get $hasFormulas) (i32.and (local.get $formulas) (local.get $read))))
            (local.set $rows (i32.add (local.get $rows) (i32.const 20)))
            ;; Quotes around its cells are taken off.
            (if (i32.or (local.get $hasQuotes) (i32.and (local.get $quotes) (local.get $read)))
              (then
                (loop $cellOfRow
                  (local.set $at (i32.load (local.get $rowCell)))
                  (if (i32.eq (i32.load8_u (i32.add (local.get $bytes) (local.get $at))) (i32.const 0x22))
                    (then
                      (i32.store offset=0 (local.get $rowCell) (i32.add (local.get $at) (i32.const 1)))
                      (i32.store offset=4 (local.get $rowCell)
                        (i32.sub (i32.load offset=4 (local.get $rowCell)) (i32.const 1)))))
                  (local.set $rowCell (i32.add (local.get $rowCell) (i32.const 8)))
                  (br_if $cellOfRow (i32.lt_u (local.get $rowCell) (local.get $nextCell))))))
            (local.set $rowCell (local.get $nextCell))
            (local.set $hasQuotes (i32.const 0))
            (local.set $hasBreaks (i32.const 0))
            (local.set $hasFormulas (i32.const 0))
            (local.set $quotes (i32.and (local.get $quotes) (i32.xor (local.get $read) (i32.const -1))))
            (local.set $breaks (i32.and (local.get $breaks) (i32.xor (local.get $read) (i32.const -1))))
            (local.set $formulas (i32.and (local.get $formulas) (i32.xor (local.get $read) (i32.const -1))))
            (local.set $feeds (i32.and (local.get $feeds) (i32.sub (local.get $feeds) (i32.const 1))))
            (br $row)))
        (br_if $stop (local.get $odd))

        (local.set $hasQuotes (i32.or (local.get $hasQuotes) (local.get $quotes)))
        (local.set $hasBreaks (i32.or (local.get $hasBreaks) (local.get $breaks)))
        (local.set $hasFormulas (i32.or (local.get $hasFormulas) (local.get $formulas)))
        (local.set $cell
          (i32.add (local.get $cell) (i32.shl (i32.popcnt (local.get $ends)) (i32.const 3))))
        (local.set $wasEnd (i32.shr_u (i32.or (local.get $quotes) (local.get $ends)) (i32.const 15)))
        (local.set $wasClosing (i32.shr_u (local.get $closing) (i32.const 15)))
        (local.set $wasReturn (i32.shr_u (local.get $returns) (i32.const 15)))
        (local.set $wasInside (i32.shr_u (local.get $inside) (i32.const 15)))
        (local.set $place (i32.add (local.get $place) (i32.const 16)))
        (br $block)))
    (local.get $rows)))
