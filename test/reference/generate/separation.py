"""Separation of small random designs by SciPy's HiGHS: python3 separation.py > ../separation.json"""
import json

import numpy as np
import scipy
from scipy.optimize import linprog
rng=np.random.default_rng(8); cases=[]
def sep(X,y):
    A=[];  # rows >=0
    rowsof=[]
    for x,v in zip(X,y):
        own=[]
        if v>0: own.append(len(A)); A.append(x)
        if v<1: own.append(len(A)); A.append(-x)
        rowsof.append(own)
    A=np.array(A,float); p=X.shape[1]
    def lp(c):
        r=linprog(-np.array(c,float),A_ub=-A,b_ub=np.zeros(len(A)),bounds=[(-1,1)]*p,method="highs"); return r.x,-r.fun
    # max number strictly: iterate
    strict=np.zeros(len(A),bool); 
    for _ in range(20):
        c=A[~strict].sum(0) if (~strict).any() else np.zeros(p)
        x,v=lp(c)
        if v<1e-8: break
        strict|=(A@x)>1e-9
        if strict.all(): break
    kind="none" if not strict.any() else ("complete" if all(all(strict[i] for i in own) for own in rowsof) else "quasi-complete")
    inf=[];dirs=[]
    for k in range(p):
        e=np.zeros(p); e[k]=1
        up=lp(e)[1]>1e-7; dn=lp(-e)[1]>1e-7
        if up!=dn: inf.append("(Intercept)" if k==0 else f"x{k}"); dirs.append(1 if up else -1)
    return kind,inf,dirs
from collections import Counter
cnt=Counter()
for t in range(260):
    n=int(rng.integers(2,14)); p=int(rng.integers(1,4))
    X=np.c_[np.ones(n),rng.integers(-2,3,(n,p))*rng.choice([1,1,0.1],p)]
    if t%5==0: X[:,1]=(rng.random(n)<.3)
    if np.linalg.matrix_rank(X)<p+1: continue
    b=rng.normal(size=p+1)*3; y=(X@b+rng.normal(size=n)*[0,1,3][t%3]>0).astype(float)
    if t%7==0: y[rng.integers(n)]=0.5
    k,i,d=sep(X,y); cnt[k]+=1
    cases.append(dict(case=f"f{t}",function="separation",input=dict(X=X.tolist(),y=y.tolist()),expected=dict(separation=k,ml_finite=k=="none",infinite=i,direction=d),tol=dict(rel=0,abs=0)))
print(json.dumps(dict(source=f"scipy {scipy.__version__} linprog (HiGHS)", script="test/reference/generate/separation.py", kinds=dict(cnt), cases=cases)))
