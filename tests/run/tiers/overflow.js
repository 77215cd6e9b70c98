// Sums that wrap are no indices; products that may be -0 are told from 0 where it can be seen.
function f(a,i,n){ var s=0; for(var k=0;k<n;k++){ s += a[++i]; } return s; }
function g(a,i){ return a[i+5]; } function h(a,i){ return a[i-1]; }
function m(a,b,c,d){ return a*b + c*d; } function m2(a,b){ return a*b - 0; } function m3(a,b,c){ return (a*b)+c; } function m4(a,b){ return -a + (a*b); }
function inv(x){ return 1/x; }
var a=[]; for (var i=0;i<100;i++) a[i]=i; a[2147483648]=77; a[-2147483649]=5; a['2147483652']=9;
var out=[];
for (var r=0;r<4000;r++){ f(a,-1,50); g(a,r%90); h(a,1+r%90); m(r,2,3,4); m2(r+1,2); m3(r,2,3); m4(r+1,3); }
out.push(f(a,2147483647,1), g(a,2147483647), h(a,-2147483648), a[2147483648]);
for (r=0;r<300;r++){ out.push(g(a,2147483647)); }
out.push(inv(m(-1,0,0,-1)), inv(m(-1,0,1,0)), inv(m2(-1,0)), inv(m3(-5,0,0)), inv(m4(0,-1)), inv(m4(0,1)), inv(m(-1,0,-1,0)));
for (r=0;r<3000;r++) { m(-1,0,0,-1); m2(-1,0); }
out.push(inv(m(-1,0,0,-1)), inv(m(-1,0,1,0)), inv(m2(-1,0)), inv(m3(-5,0,0)), inv(m4(0,-1)), inv(m4(0,1)));
print(out.join());

// ---- indices that are counted up after they have been one
function counted(a, i, n) {
    let s = 0;
    while (--n >= 0) {
        s = (s + (a[i] & 255)) | 0;
        s = (s + (a[i++] >> 1)) | 0;
    }
    return [s, i];
}
{
    const a = Array.from({ length: 100 }, (_, i) => i);
    for (let k = 0; k < 3000; k++) {
        const [s, i] = counted(a, k % 50, 50);
        if (i !== k % 50 + 50 || s <= 0) throw new Error("counted");
    }
    if (counted(a, 90, 20)[1] !== 110) throw new Error("past the end");
    if (counted(a, 2147483646, 3)[1] !== 2147483649) throw new Error("past int32");
    if (counted(a, -2, 4).join() !== "1,2") throw new Error("below 0");
    if (counted("12345", 1, 3).join() !== "13,4") throw new Error("a string");
}
