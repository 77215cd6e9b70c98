// Keys of compound assignments and computed members: primitives stay as they are in optimized code, objects are converted once.
function f(o,k){ o[k] += 1; return o; }
function g(k){ return {[k]: function(){}, ['a'+String(k)]: class {}}; }
class A { get x(){return 5} } A.prototype[1.5]=7; A.prototype[-1]=8;
class B extends A { m(k){ super[k] += 2; return this; } }
var out=[];
var sy=Symbol('s');
for (var i=0;i<6000;i++) { var keys=[1,-1,1.5,'z','1',sy,null,undefined,true,10n,-0,NaN,1e21]; var k=keys[i%keys.length];
 var o=f({1:1,'-1':1,'1.5':1,z:1,null:1,undefined:1,true:1,10:1,0:1,NaN:1,'1e+21':1,[sy]:1},k); var r=g(k); var s=new B().m(k);
 if(i>5970) out.push(JSON.stringify(o)+String(o[sy])+Reflect.ownKeys(r).map(String)+(typeof r[k]=='function'?r[k].name:'')+Reflect.ownKeys(s).map(String)+s[k]);
}
var n=0; var tk={toString(){n++; return 'z'}}; for (i=0;i<500;i++) { var q={z:1}; f(q,tk); if(q.z!=2) throw 1; } out.push(n);
print(out.join('\n'));
