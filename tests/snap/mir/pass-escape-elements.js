//! stage: mir
//! pass escape
//! function f
function f(i, x) { const a = [i, 2, 3]; a[1] = x; const b = [1, 2]; b[0] = x * 0.5; return a[i & 1] + b[0] + a.length; }
for (let k = 0; k < 20; k++) f(k, k);
//--
// before escape:
// mir f, call
// b0:
//   v2 = Int32Constant value=2
//   v3 = Int32Constant value=3
//   v6 = Constant value=2
//   v7 = Constant value=3
//   v9 = Int32Constant value=1
//   v18 = Constant value=1
//   v20 = Int32Constant value=0
//   v21 = Float64Constant value=0.5
//   jump b1
// b1:
//   v0 = LoadFrame word=8
//   v1 = LoadFrame word=9
//   v4 = CheckInt32 v0                   ? NotInt32 @3 {8: v0, 9: v1, 12: v0, 13: v2, 14: v3}
//   v5 = BoxInt32 v4
//   v8 = NewArray v5 v6 v7 elements=0 layout=shape0+1
//   v10 = CheckElementsKind v8 byte=0 mask=15 ? Kind @3 {8: v0, 9: v1, 12: v0, 13: v2, 14: v3}
//   v11 = CheckInt32 v1                  ? NotInt32 @3 {8: v0, 9: v1, 12: v0, 13: v2, 14: v3}
//   v12 = LoadElements v10
//   v13 = LoadElementsLength v12
//   v14 = CheckBounds v9 v13             ? Bounds @3 {8: v0, 9: v1, 12: v0, 13: v2, 14: v3}
//   v15 = BoxInt32 v11
//   StoreElement v12 v14 v15 barrier=false
//   v19 = NewArray v18 v6 elements=0 layout=shape0+1
//   v22 = CheckNumber v1                 ? NotNumber @11 {8: v0, 9: v1, 10: v8, 11: v19, 12: v20, 13: v21}
//   v23 = Float64Mul v22 v21
//   v24 = WidenElements v19 kind=1       ? Kind @11 {8: v0, 9: v1, 10: v8, 11: v19, 12: v20, 13: v21}
//   v25 = LoadElements v24
//   v26 = LoadElementsLength v25
//   v27 = CheckBounds v20 v26            ? Bounds @12 {8: v0, 10: v8, 11: v19, 12: v20, 13: v23}
//   v28 = LoadElement v25 v27
//   v29 = CheckNotHole v28               ? Hole @12 {8: v0, 10: v8, 11: v19, 12: v20, 13: v23}
//   StoreElementFloat64 v25 v27 v23
//   v32 = Int32And v4 v9
//   v33 = CheckElementsKind v8 byte=0 mask=15 ? Kind @16 {10: v8, 11: v19, 12: v32}
//   v36 = CheckBounds v32 v13            ? Bounds @16 {10: v8, 11: v19, 12: v32}
//   v37 = LoadElement v12 v36
//   v38 = AssumeInt32 v37
//   v39 = CheckElementsKind v19 byte=1 mask=15 ? Kind @16 {10: v8, 11: v19, 12: v32}
//   v44 = Int32ToFloat64 v38
//   v45 = Float64Add v44 v23
//   v46 = LoadLength v8                  ? Kind @16 {10: v8, 11: v19, 12: v32}
//   v47 = Int32ToFloat64 v46
//   v48 = Float64Add v45 v47
//   v49 = BoxFloat64 v48
//   return v49
// after escape:
// mir f, call
// b0:
//   v2 = Int32Constant value=2
//   v3 = Int32Constant value=3
//   v6 = Constant value=2
//   v7 = Constant value=3
//   v9 = Int32Constant value=1
//   v18 = Constant value=1
//   v20 = Int32Constant value=0
//   v21 = Float64Constant value=0.5
//   jump b1
// b1:
//   v0 = LoadFrame word=8
//   v1 = LoadFrame word=9
//   v4 = CheckInt32 v0                   ? NotInt32 @3 {8: v0, 9: v1, 12: v0, 13: v2, 14: v3}
//   v5 = BoxInt32 v4
//   v11 = CheckInt32 v1                  ? NotInt32 @3 {8: v0, 9: v1, 12: v0, 13: v2, 14: v3}
//   v13 = Int32Constant value=3
//   v14 = CheckBounds v9 v13             ? Bounds @3 {8: v0, 9: v1, 12: v0, 13: v2, 14: v3}
//   v15 = BoxInt32 v11
//   v22 = CheckNumber v1                 ? NotNumber @11 {8: v0, 9: v1, 10: sunk3array(v5, v15, v7), 11: sunk4array(v18, v6), 12: v20, 13: v21}
//   v23 = Float64Mul v22 v21
//   v56 = Float64Constant value=1.0
//   v57 = Float64Constant value=2.0
//   v26 = Int32Constant value=2
//   v27 = CheckBounds v20 v26            ? Bounds @12 {8: v0, 10: sunk5array(v5, v15, v7), 11: sunk6array(v56, v57), 12: v20, 13: v23}
//   v28 = BoxFloat64 v56
//   v29 = CheckNotHole v28               ? Hole @12 {8: v0, 10: sunk5array(v5, v15, v7), 11: sunk6array(v56, v57), 12: v20, 13: v23}
//   v32 = Int32And v4 v9
//   v36 = CheckBounds v32 v13            ? Bounds @16 {10: sunk7array(v5, v15, v7), 11: sunk8array(v23, v57), 12: v32}
//   v50 = Int32Constant value=1
//   v51 = Int32Compare v36 v50 condition=Equal
//   v52 = Select v51 v15 v5
//   v53 = Int32Constant value=2
//   v54 = Int32Compare v36 v53 condition=Equal
//   v55 = Select v54 v7 v52
//   v38 = AssumeInt32 v55
//   v44 = Int32ToFloat64 v38
//   v45 = Float64Add v44 v23
//   v46 = Int32Constant value=3
//   v47 = Int32ToFloat64 v46
//   v48 = Float64Add v45 v47
//   v49 = BoxFloat64 v48
//   return v49
